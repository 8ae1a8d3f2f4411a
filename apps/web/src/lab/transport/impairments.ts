import type { Nanoseconds, Trace } from "@roundtrip/model";

/** A stretch of a run in which a fault strikes a link, as shares of the line of time. */
export interface Impairment {
	readonly from: number;
	readonly to: number;
	readonly how: "cut" | "slow";
}

/** When the links of a run were struck by faults, on a line of so much time; one that is never mended lasts to the run's end. */
export function impairmentsOf(trace: Trace, durationNs: Nanoseconds): readonly Impairment[] {
	if (durationNs === 0) return [];
	const endNs = trace.length > 0 ? trace.at(trace.length - 1) : 0;
	const stretches: Impairment[] = [];
	const open = new Map<number, { readonly from: number; readonly how: "cut" | "slow" }>();
	for (let seq = 0; seq < trace.length; seq++) {
		const kind = trace.kind(seq);
		if (kind !== "impaired" && kind !== "mended") continue;
		const event = trace.event(seq);
		if (event.kind === "impaired") open.set(event.data.fault, { from: event.at / durationNs, how: event.data.how });
		if (event.kind !== "mended") continue;
		const begun = open.get(event.data.fault);
		if (begun) stretches.push({ ...begun, to: event.at / durationNs });
		open.delete(event.data.fault);
	}
	for (const begun of open.values()) stretches.push({ ...begun, to: endNs / durationNs });
	return stretches;
}
