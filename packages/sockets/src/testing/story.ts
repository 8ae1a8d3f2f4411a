import type { EventKind, EventOf, Trace, TraceEvent } from "@roundtrip/model";

/** What happened, in words that leave out the times: `phone sent e1.1>`. */
export function storyOf(trace: Trace, ...kinds: readonly EventKind[]): readonly string[] {
	return [...trace.events()]
		.filter((event) => kinds.length === 0 || kinds.includes(event.kind))
		.map((event) => `${event.node} ${event.kind} ${subjectOf(event)}`.trimEnd());
}

function subjectOf(event: TraceEvent): string {
	if ("message" in event) return event.message;
	return "call" in event ? event.call : "";
}

/** The events of a kind, in order. */
export function eventsOf<Kind extends EventKind>(trace: Trace, kind: Kind): readonly EventOf<Kind>[] {
	return [...trace.events()].filter((event): event is EventOf<Kind> => event.kind === kind);
}
