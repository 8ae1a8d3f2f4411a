import type { ClientIdentity } from "./client-identity.ts";

/** What a client needs for secured connections over a link. */
export interface Trust {
	/** The certificate of the authority that it trusts, PEM. */
	readonly authority: string;
	/** Of an earlier connection, where handshakes are resumed. */
	readonly session: Buffer | undefined;
	/** Who the client proves to be, where the server asks for it. */
	readonly own?: ClientIdentity;
}
