import type { Bytes } from "@roundtrip/model";
import type { ClientIdentity } from "./client-identity.ts";

/** Who a node proves to be at one link, and who vouches for it. */
export interface Identity {
	/** The node's private key, and its chain of certificates without the authority's; PEM. */
	readonly key: string;
	readonly chain: string;
	/** How large the chain is, in DER. */
	readonly chainBytes: Bytes;
	/** The certificate of the authority at its end, PEM. */
	readonly authority: string;
	/** Of who vouches for the clients that it asks for a certificate, PEM; absent where it asks for none. */
	readonly clients?: string;
	/** Who the asking end proves to be, where it does. */
	readonly own?: ClientIdentity;
	/** What the node makes its session tickets with: the same in all its lives. */
	readonly ticketKeys: Buffer;
}
