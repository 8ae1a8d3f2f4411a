import { type EventKind, isCopy, type Trace, type TraceEvent } from "@roundtrip/model";

/** An event as whoever saw it would tell it: what caused it, and where in the run it stands, nobody sees. */
export type SeenEvent = TraceEvent extends infer Each
	? Each extends TraceEvent
		? Omit<Each, "seq" | "causes">
		: never
	: never;

/** Told at a message's sender, who doesn't learn it: what becomes of a message that has left. */
const UNSEEN: readonly EventKind[] = ["lost", "delayed", "copied", "packet"];

/**
 * What a client can see of a run: what it does itself, what arrives, and when it gives up. That a request was lost on its
 * way, that its server is dead, that the work is done and the answer lost, and that all is merely slow, is the same to it.
 */
export function clientEvents(trace: Trace, client: string): readonly TraceEvent[] {
	const seen: TraceEvent[] = [];
	for (const event of trace.events()) {
		if (event.node !== client || UNSEEN.includes(event.kind)) continue;
		// Copies set out on the way, and what is answered to them comes no further.
		if ("call" in event && isCopy(event.call)) continue;
		seen.push(event);
	}
	return seen;
}

/** The same as the client would tell it: two runs that it can't tell apart have equal views. */
export function clientView(trace: Trace, client: string): readonly SeenEvent[] {
	return clientEvents(trace, client).map(({ seq: _seq, causes: _causes, ...rest }) => rest);
}
