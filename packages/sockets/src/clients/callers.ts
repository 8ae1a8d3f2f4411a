import { linkEnds } from "@roundtrip/model";
import { ofCall } from "../journal/entry.ts";
import type { NodeContext, Surroundings } from "../node-context.ts";
import { countedAs } from "../shaper/connection-name.ts";
import { createShapedLink, type ShapedLink } from "../shaper/link.ts";
import { createOvertaking } from "../shaper/overtaking.ts";
import { type Caller, createCaller } from "./caller.ts";
import { type CopyingParts, createCopyingCaller } from "./copies.ts";
import { createHttp2Caller } from "./http2-caller.ts";

/** The asking ends of all links of a node. */
export interface Callers {
	to(node: string): Caller;
	readonly isIdle: boolean;
	close(): void;
}

function callerOver(link: ShapedLink, limit: number): Caller {
	const { network, spec } = link;
	if (spec.over === "http/2" && network !== undefined) return createHttp2Caller(link, network);
	return createCaller(link, limit);
}

export function createCallers(context: NodeContext, { ports, counts, lags, sessions }: Surroundings): Callers {
	const { node, scenario } = context;
	const spec = scenario.nodes[node];
	const limit = spec !== undefined && "connections" in spec ? spec.connections : 1;
	const callers = new Map<string, Caller>();
	const told: CopyingParts["told"] = (call, at, fault) =>
		context.journal.write({ ...ofCall(call), at, node, kind: "copied", data: { fault } });
	const makesCopies = scenario.faults.some((fault) => "duplicate" in fault);
	const lets = scenario.faults.some((fault) => "reorder" in fault);
	for (const name of Object.keys(scenario.links)) {
		const { from, to } = linkEnds(name);
		if (from !== node) continue;
		const port = ports[name] ?? ports[to];
		if (port === undefined) throw new Error(`nobody has said where ${to} listens`);
		const { authority, own } = context.identities[name] ?? {};
		const proof = own === undefined ? {} : { own };
		const trust = authority === undefined ? undefined : { authority, session: sessions[name], ...proof };
		const overtaking = lets ? createOvertaking(context.timers) : undefined;
		const parts = { ...context, port, trust, lags: lags[name], overtaking };
		const link = createShapedLink(name, { ...parts, counts: counts[name] });
		const caller = callerOver(link, link.spec.connections ?? limit);
		const patienceNs = spec !== undefined && "timeout" in spec ? spec.timeout : 0;
		const createOther = (): Caller => {
			const ofCopies = createShapedLink(name, { ...parts, counts: counts[countedAs(name, true)], isForCopies: true });
			return callerOver(ofCopies, Number.POSITIVE_INFINITY);
		};
		callers.set(
			to,
			makesCopies && scenario.nodes[to]?.is !== "database"
				? createCopyingCaller({ caller, link, patienceNs, createOther, told })
				: caller,
		);
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
