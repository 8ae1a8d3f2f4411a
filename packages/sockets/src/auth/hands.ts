import { type AuthHands, createCredentialFaults, type Jwks, rotatedBy } from "@roundtrip/behaviour";
import { demandOf, NS_PER_S, type Scenario } from "@roundtrip/model";
import type { NodeContext } from "../node-context.ts";
import { checkPassword } from "./password-hash.ts";
import { publicPart } from "./public-part.ts";
import { systemWords } from "./system-words.ts";
import type { TokenHands } from "./token-hands.ts";

/** What a server does about credentials in the real world: jose signs and checks, Node hashes. */
export interface RealHands extends AuthHands {
	/** Resolved when what it works with is loaded. */
	readonly ready: Promise<unknown>;
}

export function createHands({ node, scenario, secrets, timers }: NodeContext): RealHands {
	const fastS = createCredentialFaults(scenario.faults).skew(node) / NS_PER_S;
	const keys = secrets.signingKeys[node] ?? [];
	const inUse = (): number => rotatedBy(scenario, node, timers.clock.now());
	const spec = scenario.nodes[node];
	const algorithm = spec?.is === "server" ? spec.issues?.algorithm : undefined;
	const tokens = hasTokens(scenario, node) ? load() : undefined;

	async function load(): Promise<TokenHands> {
		const { createTokenHands } = await import("./token-hands.ts");
		const signing = { algorithm, keys, inUse, secret: secrets.signing[node] ?? "" };
		return createTokenHands(signing, secrets.signing);
	}

	function withTokens<Value>(use: (hands: TokenHands) => Promise<Value>, told: (value: Value) => void): void {
		if (tokens === undefined) throw new Error(`${node} has nothing to do with tokens`);
		void tokens.then(use).then(told);
	}

	return {
		ready: Promise.resolve(tokens),
		words: systemWords,
		nowS: () => Date.now() / 1_000 + fastS,
		checkPassword(password, expected, told) {
			void checkPassword(password, expected).then(({ ok }) => told(ok));
		},
		sign: (claims, told) => withTokens((hands) => hands.sign(claims), told),
		publicKeys: () => ({ keys: keys.slice(0, inUse()).map(publicPart) }) as Jwks,
		verify: (question, told) => withTokens((hands) => hands.verify(question), told),
	};
}

function hasTokens({ nodes, routes }: Scenario, server: string): boolean {
	const node = nodes[server];
	if (node?.is === "server" && node.issues !== undefined) return true;
	return Object.values(routes[server] ?? {}).some((steps) => demandOf(steps)?.demand === "token");
}
