import type { Fault, Nanoseconds } from "@roundtrip/model";
import type { Seconds } from "./seconds.ts";

/** Decides what credentials and clocks are like. */
export interface CredentialFaults {
	/** How far a node's clock is fast. */
	skew(node: string): Nanoseconds;
	/** How long the next credential of a client is good; asked once for each, in the order in which they are issued. */
	lifetime(client: string, lifetimeS: Seconds): Seconds;
	/** What a client sends instead of a credential that is good for one request; asked once for each request. */
	presented(client: string, credential: string): string;
}

/** The faults of a run; skews of one node add up. */
export function createCredentialFaults(faults: readonly Fault[]): CredentialFaults {
	const issued = new Map<string, number>();
	const sent = new Map<string, number>();
	const before = new Map<string, string>();
	return {
		skew: (node) => faults.reduce((sum, fault) => ("skew" in fault && fault.skew === node ? sum + fault.by : sum), 0),
		lifetime(client, lifetimeS) {
			const nth = next(issued, client);
			const isStruck = faults.some((fault) => "expire" in fault && fault.expire === client && strikes(fault.nth, nth));
			return isStruck ? 0 : lifetimeS;
		},
		presented(client, credential) {
			const nth = next(sent, client);
			const isStruck = faults.some((fault) => "replay" in fault && fault.replay === client && strikes(fault.nth, nth));
			const earlier = before.get(client);
			before.set(client, credential);
			return isStruck && earlier !== undefined ? earlier : credential;
		},
	};
}

function next(counts: Map<string, number>, name: string): number {
	const count = (counts.get(name) ?? 0) + 1;
	counts.set(name, count);
	return count;
}

function strikes(which: number | "all", nth: number): boolean {
	return which === "all" || which === nth;
}
