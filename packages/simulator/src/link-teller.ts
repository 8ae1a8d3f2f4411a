import { createLinkChanges, linkMoment } from "@roundtrip/behaviour";
import type { Scenario, TraceWriter } from "@roundtrip/model";

/** Tells what becomes of links by plan. Nothing has to wait for it: it is told before whatever happens next. */
export interface LinkTeller {
	/** Tells all that has become of them by a time, ns. */
	tellUntil(timeNs: number): void;
}

/** Makes it; undefined where nothing becomes of any link. */
export type CreateLinkTeller = (scenario: Scenario, trace: TraceWriter) => LinkTeller | undefined;

export function createLinkTeller(scenario: Scenario, trace: TraceWriter): LinkTeller | undefined {
	const changes = createLinkChanges(scenario);
	if (changes === undefined) return undefined;
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
