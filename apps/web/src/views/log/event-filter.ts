import { explain } from "@roundtrip/analysis";
import type { EventKind, Trace } from "@roundtrip/model";
import type { KindGroup } from "./kind-groups.ts";

export interface EventFilter {
	/** Words that must all occur in the event's node, call or sentence; case doesn't matter. */
	readonly text: string;
	/** Groups of kinds that are left out. */
	readonly hidden: ReadonlySet<KindGroup>;
}

/** The events that pass, by sequence number in rising order; undefined where all of them do. */
export function matchingEvents(trace: Trace, { text, hidden }: EventFilter): Uint32Array | undefined {
	const words = text
		.toLowerCase()
		.split(/\s+/)
		.filter((word) => word !== "");
	if (words.length === 0 && hidden.size === 0) return undefined;
	const hiddenKinds = new Set<EventKind>([...hidden].flatMap(({ kinds }) => [...kinds]));
	const found: number[] = [];
	for (let seq = 0; seq < trace.length; seq++) {
		if (hiddenKinds.has(trace.kind(seq))) continue;
		if (words.length === 0 || containsAll(trace, seq, words)) found.push(seq);
	}
	return Uint32Array.from(found);
}

function containsAll(trace: Trace, seq: number, words: readonly string[]): boolean {
	const event = trace.event(seq);
	const call = "call" in event ? event.call : "";
	const all = `${event.node} ${call} ${explain(event, trace)}`.toLowerCase();
	return words.every((word) => all.includes(word));
}
