import {
	type AuthDesk,
	type AuthHands,
	base64url,
	checkToken,
	clockSeconds,
	createAuthDesk,
	createCredentialFaults,
	createProver,
	createSecrets,
	createStream,
	fromBase64url,
	issueToken,
	type Jwk,
	type Prover,
	rotatedBy,
	type Secrets,
	secretKey,
} from "@roundtrip/behaviour";
import type { IssuesSpec, Nanoseconds, Scenario } from "@roundtrip/model";

/** What of a world proofs need. */
interface AuthWorld {
	readonly scenario: Scenario;
	readonly seed: number;
	readonly kernel: { readonly now: Nanoseconds };
	later(delayNs: Nanoseconds, action: () => void): unknown;
}

/** Who proves what in a simulated run; its secrets come from the seed. */
export interface SimulatedAuth {
	/** What a server does about those who ask it. */
	deskOf(server: string): AuthDesk;
	/** What a client shows; undefined where it proves nothing. */
	proverOf(client: string): Prover | undefined;
}

/** Makes it, from what a scenario says of its nodes. */
export type CreateAuth = (world: AuthWorld) => SimulatedAuth;

/** How long a server that issues nothing checks a password. */
const USUAL_HASH_NS = 200_000_000;

export function createAuth(world: AuthWorld): SimulatedAuth {
	const { scenario, seed, kernel } = world;
	const secrets = createSecrets(scenario, (node) => createStream(seed, node, "secrets"));
	const faults = createCredentialFaults(scenario.faults);
	const clockOf = (node: string) => (): number => clockSeconds(kernel.now, faults.skew(node));
	return {
		deskOf: (server) =>
			createAuthDesk({ scenario, server, secrets, hands: handsOf(world, secrets, server, clockOf(server)) }),
		proverOf: (client) => createProver({ scenario, client, secrets, nowS: clockOf(client) }),
	};
}

function handsOf(
	{ scenario, seed, kernel, later }: AuthWorld,
	secrets: Secrets,
	server: string,
	nowS: () => number,
): AuthHands {
	const own = issuesOf(scenario, server);
	const keyOf = (issuer: string, { algorithm }: IssuesSpec, nth: number): Jwk =>
		algorithm === "HS256"
			? secretKey(fromBase64url(secrets.signing[issuer] ?? "") ?? new Uint8Array(), `k${nth}`)
			: publicKey(seed, issuer, algorithm, nth);
	const newest = (): number => rotatedBy(scenario, server, kernel.now);
	return {
		...{ words: createStream(seed, server, "credentials"), nowS },
		checkPassword(password, expected, told) {
			later(own?.hash ?? USUAL_HASH_NS, () => told(expected !== undefined && password === expected));
		},
		sign(claims, told) {
			if (own === undefined) throw new Error(`${server} signs nothing`);
			told(issueToken(claims, keyOf(server, own, newest()), own.algorithm));
		},
		publicKeys: () => ({
			keys: own === undefined ? [] : Array.from({ length: newest() }, (_, index) => keyOf(server, own, index + 1)),
		}),
		verify({ token, demand, issuer, keys, nowS: now }, told) {
			const spec = issuesOf(scenario, issuer);
			const shared = spec?.algorithm === "HS256" ? { keys: [keyOf(issuer, spec, 1)] } : keys;
			told(checkToken(token, demand, shared, now));
		},
	};
}

function issuesOf({ nodes }: Scenario, server: string): IssuesSpec | undefined {
	const node = nodes[server];
	return node?.is === "server" ? node.issues : undefined;
}

const COORDINATE_BYTES = 32;
const MODULUS_BYTES = 256;

/** A public key of the right size, whose numbers are drawn: there is no private one, and signatures stand in for its own. */
function publicKey(seed: number, issuer: string, algorithm: "RS256" | "ES256", nth: number): Jwk {
	const words = createStream(seed, issuer, `key ${nth}`);
	const drawn = (length: number): string => base64url(Uint8Array.from({ length }, () => words.u32() & 0xff));
	const numbers =
		algorithm === "ES256"
			? { kty: "EC", crv: "P-256", x: drawn(COORDINATE_BYTES), y: drawn(COORDINATE_BYTES) }
			: { kty: "RSA", n: drawn(MODULUS_BYTES), e: "AQAB" };
	return { ...numbers, kid: `k${nth}`, alg: algorithm, use: "sig" };
}
