import { linkEnds } from "@roundtrip/model";
import type { NodeContext, Surroundings } from "../node-context.ts";
import { createShapedLink } from "../shaper/link.ts";
import { type Caller, createCaller } from "./caller.ts";
import { createHttp2Caller } from "./http2-caller.ts";

/** The asking ends of all links of a node. */
export interface Callers {
	to(node: string): Caller;
	readonly isIdle: boolean;
	close(): void;
}

export function createCallers(context: NodeContext, { ports, counts, lags, sessions }: Surroundings): Callers {
	const { node, scenario } = context;
	const spec = scenario.nodes[node];
	const limit = spec !== undefined && "connections" in spec ? spec.connections : 1;
	const callers = new Map<string, Caller>();
	for (const name of Object.keys(scenario.links)) {
		const { from, to } = linkEnds(name);
		if (from !== node) continue;
		const port = ports[name] ?? ports[to];
		if (port === undefined) throw new Error(`nobody has said where ${to} listens`);
		const { authority, own } = context.identities[name] ?? {};
		const proof = own === undefined ? {} : { own };
		const trust = authority === undefined ? undefined : { authority, session: sessions[name], ...proof };
		const link = createShapedLink(name, { ...context, port, trust, counts: counts[name], lags: lags[name] });
		const { network, spec: speaks } = link;
		const isShared = speaks.over === "http/2" && network !== undefined;
		callers.set(to, isShared ? createHttp2Caller(link, network) : createCaller(link, speaks.connections ?? limit));
	}
	return {
		to(other) {
			const caller = callers.get(other);
			if (caller === undefined) throw new Error(`${node} has no link to ${other}`);
			return caller;
		},
		get isIdle() {
			return [...callers.values()].every((caller) => caller.isIdle);
		},
		close() {
			for (const caller of callers.values()) caller.close();
		},
	};
}
