import { type Bytes, type LinkName, linkEnds, PLAIN_LINK, type Scenario } from "@roundtrip/model";

/** Who a node proves to be at one link, and who vouches for it. */
export interface Identity {
	/** The node's private key, and its chain of certificates without the authority's; PEM. */
	readonly key: string;
	readonly chain: string;
	/** How large the chain is, in DER. */
	readonly chainBytes: Bytes;
	/** The certificate of the authority at its end, PEM. */
	readonly authority: string;
	/** What the node makes its session tickets with: the same in all its lives. */
	readonly ticketKeys: Buffer;
}

/** The identities of nodes at the links that are secured. */
export type Identities = Readonly<Record<LinkName, Identity>>;

/** The link of the rehearsal that every process plays for itself. */
export const REHEARSED: LinkName = "client -> server";
/** Where its identity stands beside those of links; no link has this name. */
export const REHEARSED_IDENTITY = "rehearsed";

/**
 * Makes certificates for every secured link of a scenario, each chain about as large as the link says. The maker of
 * certificates is loaded only where there is such a link.
 */
export async function createIdentities(scenario: Scenario): Promise<Identities> {
	const secured = Object.entries(scenario.links).filter(([, link]) => link.tls !== undefined);
	if (secured.length === 0) return {};
	const { createIdentity } = await import("./certificates.ts");
	const identities: Record<LinkName, Identity> = {};
	for (const [name, link] of secured) identities[name] = await createIdentity(linkEnds(name).to, link.certificates);
	identities[REHEARSED_IDENTITY] = await createIdentity(linkEnds(REHEARSED).to, PLAIN_LINK.certificates);
	return identities;
}
