import { type Analysis, clientView } from "@roundtrip/analysis";
import { callParts } from "@roundtrip/model";

/** What a client saw of an exchange until it first gave up waiting, beside what was true then. */
export interface Glance {
	readonly exchange: number;
	/** All that it saw, as text to compare. */
	readonly seen: string;
	/** How often the exchange's effect had been made lasting. */
	readonly applied: number;
	/** Whether the node that it had asked was up. */
	readonly isUp: boolean;
	/** Something was still on its way or at work for it. */
	readonly isUnderWay: boolean;
}

/** One for each exchange whose client has once waited in vain. */
export function glancesOf({ trace, exchanges }: Analysis): readonly Glance[] {
	return exchanges.flatMap(({ exchange, client, to, commitSeqs }): readonly Glance[] => {
		const view = clientView(trace, client).filter((event) => "exchange" in event && event.exchange === exchange);
		const end = view.findIndex((event) => event.kind === "timed-out");
		const gaveUp = view[end];
		if (gaveUp === undefined) return [];
		const seen = JSON.stringify(view.slice(0, end));
		const applied = commitSeqs.filter((seq) => trace.at(seq) < gaveUp.at).length;
		return [{ exchange, seen, applied, ...standing(trace, exchange, to, gaveUp.at) }];
	});
}

/** How things stand for an exchange at a time, that of the giving up: events at that instant aren't looked at. */
function standing(
	trace: Analysis["trace"],
	exchange: number,
	server: string,
	atNs: number,
): Pick<Glance, "isUp" | "isUnderWay"> {
	const flying = new Set<string>();
	const working = new Set<string>();
	let isUp = true;
	for (let seq = 0; seq < trace.length && trace.at(seq) < atNs; seq++) {
		const event = trace.event(seq);
		if (event.node === server && (event.kind === "crashed" || event.kind === "restarted")) {
			isUp = event.kind === "restarted";
			if (!isUp) working.clear();
		}
		if (!("exchange" in event) || event.exchange !== exchange) continue;
		if (event.kind === "sent") flying.add(event.message);
		else if (event.kind === "delivered" || event.kind === "lost") flying.delete(event.message);
		if (event.kind === "delivered" && callParts(event.message).direction === "request") working.add(event.call);
		else if (event.kind === "replied") working.delete(event.call);
	}
	return { isUp, isUnderWay: flying.size + working.size > 0 };
}
