import { type LinkChanges, linkMoment } from "@roundtrip/behaviour";
import type { TraceWriter } from "@roundtrip/model";

/** Tells what becomes of links by plan. Nothing has to wait for it: it is told before whatever happens next. */
export interface LinkTeller {
	/** Tells all that has become of them by a time, ns. */
	tellUntil(timeNs: number): void;
}

export function createLinkTeller(changes: LinkChanges, trace: TraceWriter): LinkTeller {
	/** By fault, the event of its begin. */
	const begins = new Map<number, number>();
	return {
		tellUntil(timeNs) {
			while (changes.nextNs <= timeNs) {
				const change = changes.take();
				const begin = begins.get(change.fault);
				const causes = change.begins || begin === undefined ? [] : [begin];
				begins.set(change.fault, trace.length);
				trace.append({ ...linkMoment(change), causes });
			}
		},
	};
}
