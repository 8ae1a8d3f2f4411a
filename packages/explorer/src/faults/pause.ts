import { callParts, type Trace } from "@roundtrip/model";
import type { MomentPoint } from "../points.ts";
import { mayBeDown, NEXT_NS, strikesAtMoments } from "./at-moment.ts";
import type { ExplorableFault } from "./explorable-fault.ts";
import { clientsPatience } from "./patience.ts";

/**
 * Every server and database with several things in hand, standing still just after each of its deeds for as long as a client
 * waits: whoever asks gives up and may come again, and locks and leases run out, before all of it goes on as if no time had
 * passed.
 */
export const pause: ExplorableFault = {
	name: "pause",
	what: "a node stands still past its clients' timeout just after what it has done, and goes on",
	candidates: (run) => {
		const { scenario, trace, points, kinds } = run;
		const forNs = clientsPatience(scenario);
		const isBusy = kinds.includes("delay") ? busyMoments(trace, points.moments) : undefined;
		return strikesAtMoments("pause", run, (moment) => {
			const { node, atNs } = moment;
			const at = atNs + NEXT_NS;
			if (isBusy?.has(moment) === false) return "as-late";
			return mayBeDown(run, node, at, at + forNs) ? "down-already" : { pause: node, at, for: forNs };
		});
	},
};

/** Those at which a node has more than one request in hand: for each of one alone, its next message would be late. */
function busyMoments(trace: Trace, moments: readonly MomentPoint[]): ReadonlySet<MomentPoint> {
	const busy = new Set<MomentPoint>();
	const inHand = new Map<string, Set<string>>();
	const bySeq = new Map<number, MomentPoint[]>();
	for (const moment of moments) bySeq.set(moment.lastSeq, [...(bySeq.get(moment.lastSeq) ?? []), moment]);
	for (const event of trace.events()) {
		if (event.kind === "crashed") inHand.delete(event.node);
		if (event.kind === "replied") inHand.get(event.node)?.delete(event.call);
		if (event.kind === "delivered" && callParts(event.message).direction === "request") {
			const calls = inHand.get(event.node) ?? new Set();
			inHand.set(event.node, calls.add(event.call));
		}
		for (const moment of bySeq.get(event.seq) ?? []) {
			if ((inHand.get(moment.node)?.size ?? 0) > 1) busy.add(moment);
		}
	}
	return busy;
}
