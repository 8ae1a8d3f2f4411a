import type { Trace } from "@roundtrip/model";

/** A trace that counts how many of its events were built. */
export interface CountedTrace {
	readonly trace: Trace;
	count(): number;
}

export function counted(trace: Trace): CountedTrace {
	let built = 0;
	const event = (seq: number): ReturnType<Trace["event"]> => {
		built += 1;
		return trace.event(seq);
	};
	return {
		trace: {
			header: trace.header,
			length: trace.length,
			event,
			at: (seq) => trace.at(seq),
			kind: (seq) => trace.kind(seq),
			lastAt: (timeNs) => trace.lastAt(timeNs),
			*events() {
				for (let seq = 0; seq < trace.length; seq += 1) yield event(seq);
			},
		},
		count: () => built,
	};
}
