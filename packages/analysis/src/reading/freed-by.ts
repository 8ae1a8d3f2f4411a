import type { EventKind, EventOf, Trace, TraceEvent } from "@roundtrip/model";

/** What a call that waits for a connection does first, once there is one for it. */
export type FirstStep = EventOf<"resolving" | "connecting" | "sent">;

/** Events that may leave room for a call that waits. */
const FREEING: ReadonlySet<EventKind> = new Set<EventKind>(["delivered", "closed", "connected", "secured", "refused"]);

/** Whatever made room came just before: so many events back at most. */
const BACK = 1_000;

/**
 * What made room for a call that was queued, where its first step names no other cause than its own waiting: a real
 * client doesn't tell. The last event before it at its node, on the same connection or else to the same node.
 */
export function freedBy(event: FirstStep, queuedSeq: number, trace: Trace): TraceEvent | undefined {
	const first = Math.max(queuedSeq + 1, event.seq - BACK);
	for (let seq = event.seq - 1; seq >= first; seq -= 1) {
		if (!FREEING.has(trace.kind(seq))) continue;
		const before = trace.event(seq);
		if (before.node === event.node && isOnTheWay(before, event)) return before;
	}
	return undefined;
}

function isOnTheWay(before: TraceEvent, event: FirstStep): boolean {
	if (event.kind === "sent") return "connection" in before && before.connection === event.connection;
	if (before.kind === "delivered") return before.message.endsWith("<") && before.data.from === event.data.to;
	return "data" in before && "to" in before.data && before.data.to === event.data.to;
}
