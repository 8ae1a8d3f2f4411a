import type { Trace } from "@roundtrip/model";

/** The events that name an event as a cause, in order. */
export type Consequences = (seq: number) => readonly number[];

/** Turns the causes of a trace round; reads it once, when first asked. */
export function createConsequences(trace: Trace): Consequences {
	let bySeq: Map<number, number[]> | undefined;
	return (seq) => {
		bySeq ??= turnedRound(trace);
		return bySeq.get(seq) ?? [];
	};
}

function turnedRound(trace: Trace): Map<number, number[]> {
	const bySeq = new Map<number, number[]>();
	for (const event of trace.events()) {
		for (const cause of event.causes) {
			const known = bySeq.get(cause);
			if (known) known.push(event.seq);
			else bySeq.set(cause, [event.seq]);
		}
	}
	return bySeq;
}
