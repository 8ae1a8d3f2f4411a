import {
	type CertificateTrouble,
	demandOf,
	type LinkName,
	linkEnds,
	PLAIN_LINK,
	type Scenario,
} from "@roundtrip/model";
import type { CertificateFault } from "./faulty-identity.ts";
import type { Identity } from "./identity.ts";

/** The identities of nodes at the links that are secured. */
export type Identities = Readonly<Record<LinkName, Identity>>;

/** The link of the rehearsal that every process plays for itself. */
export const REHEARSED: LinkName = "client -> server";
/** Where its identity stands beside those of links; no link has this name. */
export const REHEARSED_IDENTITY = "rehearsed";

/**
 * Makes certificates for every secured link of a scenario, each chain about as large as the link says; for those of the
 * clients that prove themselves by one; and faulty ones where the faults say so. The maker of certificates is loaded only
 * where there is such a link.
 *
 * @param hosts names and addresses under which strangers reach every node, beside its own name
 * @param certified who is given a certificate; the clients of the scenario that prove themselves by one, without it
 */
export async function createIdentities(
	scenario: Scenario,
	hosts: readonly string[] = [],
	certified: Certified = (from, to) => certifiedAt(scenario, from, to),
): Promise<Identities> {
	const secured = Object.entries(scenario.links).filter(([, link]) => link.tls !== undefined);
	if (secured.length === 0) return {};
	const { createIdentity } = await import("./certificates.ts");
	const identities: Record<LinkName, Identity> = {};
	for (const [name] of secured) identities[name] = await identityOf(scenario, name, hosts, certified);
	identities[REHEARSED_IDENTITY] = await createIdentity(linkEnds(REHEARSED).to, PLAIN_LINK.certificates);
	return identities;
}

/** Who proves to be somebody by a certificate, over a link between two nodes; undefined where nobody does. */
export type Certified = (from: string, to: string) => string | undefined;

async function identityOf(
	scenario: Scenario,
	name: LinkName,
	hosts: readonly string[],
	certified: Certified,
): Promise<Identity> {
	const { from, to } = linkEnds(name);
	const { certificates = 0, handshake } = scenario.links[name] ?? {};
	const { createIdentity } = await import("./certificates.ts");
	const { createAuthority } = await import("./authority.ts");
	const authority = await createAuthority();
	const trouble = handshake === "full" ? troubleOf(scenario, to) : undefined;
	const identity =
		trouble === undefined
			? await createIdentity(to, certificates, authority, hosts)
			: await (await import("./faulty-identity.ts")).createFaultyIdentity(to, FAULTS[trouble], authority);
	if (!asksForCertificates(scenario, to)) return identity;
	const asked = { ...identity, clients: authority.certificate };
	const client = certified(from, to);
	if (client === undefined) return asked;
	const { createClientIdentity } = await import("./client-identity.ts");
	return { ...asked, own: await createClientIdentity(client, authority) };
}

const FAULTS: Readonly<Record<CertificateTrouble, CertificateFault>> = {
	...{ expired: "expired", "wrong-host": "wrong-host", "self-signed": "self-signed", untrusted: "unknown-issuer" },
};

/** What is wrong with a server's certificates, on purpose. */
function troubleOf({ faults }: Pick<Scenario, "faults">, server: string): CertificateTrouble | undefined {
	const fault = faults.find((each) => "certificate" in each && each.of === server);
	return fault !== undefined && "certificate" in fault ? fault.certificate : undefined;
}

function asksForCertificates({ routes }: Scenario, server: string): boolean {
	return Object.values(routes[server] ?? {}).some((steps) => demandOf(steps)?.demand === "certificate");
}

/** The client, where it proves itself there by a certificate. */
function certifiedAt({ nodes }: Scenario, client: string, server: string): string | undefined {
	const node = nodes[client];
	const proves = node?.is === "client" ? node.proves : undefined;
	return proves !== undefined && "certificate" in proves && proves.certificate === server ? client : undefined;
}
