import { type Proof, proofOf, type Scenario, userOf } from "@roundtrip/model";
import { issueApiKey } from "./api-key/issue.ts";
import { base64url } from "./base64.ts";
import { randomOctets } from "./octets.ts";
import type { RandomWords } from "./random-words.ts";

/** What the nodes of a run know and nobody else does, as plain data. */
export interface Secrets {
	/** Who proves what, where. */
	readonly subjects: readonly Subject[];
	/** By client: its password, or what a server keeps of it. */
	readonly passwords: Readonly<Record<string, string>>;
	/** By client. */
	readonly apiKeys: Readonly<Record<string, string>>;
	/** What issuers sign by where both ends share it, in base64url; by issuer. */
	readonly signing: Readonly<Record<string, string>>;
}

/** 128 bits can't be guessed, and an HMAC by SHA-256 needs 256 (RFC 7518, section 3.2). */
const PASSWORD_BYTES = 16;
const SIGNING_BYTES = 32;

/** @param wordsOf where the secret of a node comes from */
export function createSecrets({ nodes }: Pick<Scenario, "nodes">, wordsOf: (node: string) => RandomWords): Secrets {
	const passwords: Record<string, string> = {};
	const apiKeys: Record<string, string> = {};
	const signing: Record<string, string> = {};
	for (const [name, node] of Object.entries(nodes)) {
		if (node.is === "server" && node.issues !== undefined) {
			signing[name] = base64url(randomOctets(wordsOf(name), SIGNING_BYTES));
		}
		if (node.is !== "client" || node.proves === undefined) continue;
		if ("key" in node.proves) {
			apiKeys[name] = issueApiKey(wordsOf(name), prefixOf(node.proves.key), { owner: name, scopes: [] }).key;
		} else if (!("certificate" in node.proves)) {
			passwords[name] = base64url(randomOctets(wordsOf(name), PASSWORD_BYTES));
		}
	}
	return { subjects: subjectsOf({ nodes }), passwords, apiKeys, signing };
}

/** A key says whose it is to whoever finds it; a prefix has no hyphens. */
function prefixOf(server: string): string {
	return server.replaceAll("-", "_");
}

/** A client that proves something at a server, or by what a server issues. */
export interface Subject {
	readonly client: string;
	/** Who it is there. */
	readonly user: string;
	readonly proof: Proof;
	readonly at: string;
	readonly scopes: readonly string[];
}

/** Those who prove something at a server in this way. */
export function subjectsAt({ subjects }: Pick<Secrets, "subjects">, server: string, proof: Proof): readonly Subject[] {
	return subjects.filter((each) => each.at === server && each.proof === proof);
}

function subjectsOf({ nodes }: Pick<Scenario, "nodes">): readonly Subject[] {
	return Object.entries(nodes).flatMap(([client, node]): readonly Subject[] => {
		if (node.is !== "client" || node.proves === undefined) return [];
		const { proves } = node;
		const scopes = "scope" in proves ? (proves.scope ?? []) : [];
		return [{ client, user: userOf(client, node), ...proofOf(proves), scopes }];
	});
}
