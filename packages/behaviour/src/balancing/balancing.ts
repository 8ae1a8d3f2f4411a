import type { BalancerSpec, Nanoseconds } from "@roundtrip/model";

/** Whom a balancer gives its requests to; it knows what has become of those before. */
export interface Balancing {
	/**
	 * The servers for a request of a client: the chosen one, and behind it those that it goes to where that one refuses.
	 */
	choose(client: string, nowNs: Nanoseconds): readonly string[];
	/** A server is asked. */
	asks(server: string): void;
	/** What was asked of it is over. A server that failed rests. */
	ended(server: string, hasFailed: boolean, nowNs: Nanoseconds): void;
	/** All of it is forgotten, as after a crash. */
	reset(): void;
}

interface Server {
	readonly name: string;
	underWay: number;
	restsUntilNs: Nanoseconds;
}

export function createBalancing({ of, by, rest }: Pick<BalancerSpec, "of" | "by" | "rest">): Balancing {
	const servers = of.map((name): Server => ({ name, underWay: 0, restsUntilNs: 0 }));
	const known = (name: string): Server | undefined => servers.find((server) => server.name === name);
	let next = 0;

	/** All of them, from the one whose turn it is. */
	function inTurn(): readonly Server[] {
		const first = next % servers.length;
		next++;
		return [...servers.slice(first), ...servers.slice(0, first)];
	}

	function inOrder(client: string): readonly Server[] {
		if (by === "turn") return inTurn();
		if (by === "least") return inTurn().toSorted((a, b) => a.underWay - b.underWay);
		const first = hashOf(client) % servers.length;
		return [...servers.slice(first), ...servers.slice(0, first)];
	}

	return {
		choose(client, nowNs) {
			const order = inOrder(client);
			const awake = order.filter(({ restsUntilNs }) => restsUntilNs <= nowNs);
			return (awake.length > 0 ? awake : order).map(({ name }) => name);
		},
		asks(name) {
			const server = known(name);
			if (server !== undefined) server.underWay++;
		},
		ended(name, hasFailed, nowNs) {
			const server = known(name);
			if (server === undefined) return;
			server.underWay = Math.max(0, server.underWay - 1);
			if (hasFailed) server.restsUntilNs = nowNs + rest;
		},
		reset() {
			next = 0;
			for (const server of servers) {
				server.underWay = 0;
				server.restsUntilNs = 0;
			}
		},
	};
}

/** FNV-1a with 32 bits: the same everywhere, and spread well enough over a handful of servers. */
function hashOf(text: string): number {
	let hash = 0x811c9dc5;
	for (let index = 0; index < text.length; index++) {
		hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
	}
	return hash >>> 0;
}
