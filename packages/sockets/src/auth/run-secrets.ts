import { createSecrets, rotatedBy, type Secrets } from "@roundtrip/behaviour";
import { demandOf, type Scenario } from "@roundtrip/model";
import type { JWK } from "jose";
import { hashPassword } from "./password-hash.ts";
import { systemWords } from "./system-words.ts";

/** What the nodes of a real run know and nobody else does: new ones for each run. */
export interface RunSecrets extends Secrets {
	/** The private keys that issuers sign with one after the other; by issuer. */
	readonly signingKeys: Readonly<Record<string, readonly JWK[]>>;
}

export const NO_SECRETS: RunSecrets = { subjects: [], passwords: {}, apiKeys: {}, signing: {}, signingKeys: {} };

/** Makes the secrets of a run. What makes keys is loaded only where somebody signs by them. */
export async function createRunSecrets(scenario: Scenario): Promise<RunSecrets> {
	const signingKeys: Record<string, readonly JWK[]> = {};
	for (const [name, node] of Object.entries(scenario.nodes)) {
		if (node.is !== "server" || node.issues === undefined || node.issues.algorithm === "HS256") continue;
		const { createSigningKeys } = await import("./signing-keys.ts");
		signingKeys[name] = await createSigningKeys(
			node.issues.algorithm,
			rotatedBy(scenario, name, Number.MAX_SAFE_INTEGER),
		);
	}
	return { ...createSecrets(scenario, () => systemWords), signingKeys };
}

/**
 * What one node is told of them: a client its own, a server what it needs to recognise others. Of passwords it keeps slow
 * hashes.
 */
export async function secretsFor(all: RunSecrets, scenario: Scenario, node: string): Promise<RunSecrets> {
	const spec = scenario.nodes[node];
	if (spec?.is === "client")
		return { ...NO_SECRETS, passwords: only(all.passwords, node), apiKeys: only(all.apiKeys, node) };
	if (spec?.is !== "server") return NO_SECRETS;
	const subjects = all.subjects.filter(({ at }) => at === node);
	const clients = subjects.map(({ client }) => client);
	const passwords = await hashed(only(all.passwords, ...clients));
	const issuers = Object.values(scenario.routes[node] ?? {}).flatMap((steps) => demandOf(steps)?.from ?? []);
	return {
		...{ subjects, passwords, apiKeys: only(all.apiKeys, ...clients) },
		...{ signing: only(all.signing, node, ...issuers), signingKeys: only(all.signingKeys, node) },
	};
}

/** What each node is told. */
export async function secretsOfNodes(
	scenario: Scenario,
	all: RunSecrets,
): Promise<Readonly<Record<string, RunSecrets>>> {
	const told: Record<string, RunSecrets> = {};
	for (const node of Object.keys(scenario.nodes)) told[node] = await secretsFor(all, scenario, node);
	return told;
}

function only<Value>(
	values: Readonly<Record<string, Value>>,
	...names: readonly string[]
): Readonly<Record<string, Value>> {
	return Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)));
}

/** One after the other: each takes a core and 32 MiB for a while. */
async function hashed(passwords: Readonly<Record<string, string>>): Promise<Readonly<Record<string, string>>> {
	const hashes: Record<string, string> = {};
	for (const [client, password] of Object.entries(passwords)) hashes[client] = (await hashPassword(password)) ?? "";
	return hashes;
}
