import { type LinkName, linkEnds, PLAIN_LINK, type Scenario } from "@roundtrip/model";
import type { Identity } from "./identity.ts";

/** The identities of nodes at the links that are secured. */
export type Identities = Readonly<Record<LinkName, Identity>>;

/** The link of the rehearsal that every process plays for itself. */
export const REHEARSED: LinkName = "client -> server";
/** Where its identity stands beside those of links; no link has this name. */
export const REHEARSED_IDENTITY = "rehearsed";

/**
 * Makes certificates for every secured link of a scenario, each chain about as large as the link says. The maker of
 * certificates is loaded only where there is such a link.
 *
 * @param hosts names and addresses under which strangers reach every node, beside its own name
 */
export async function createIdentities(scenario: Scenario, hosts: readonly string[] = []): Promise<Identities> {
	const secured = Object.entries(scenario.links).filter(([, link]) => link.tls !== undefined);
	if (secured.length === 0) return {};
	const { createIdentity } = await import("./certificates.ts");
	const identities: Record<LinkName, Identity> = {};
	for (const [name, link] of secured) {
		identities[name] = await createIdentity(linkEnds(name).to, link.certificates, undefined, hosts);
	}
	identities[REHEARSED_IDENTITY] = await createIdentity(linkEnds(REHEARSED).to, PLAIN_LINK.certificates);
	return identities;
}
