import type { EventKind, EventOf, TraceEvent } from "@roundtrip/model";

/** One function for each kind of event: a kind without one is a type error. */
export type EventHandlers<Context, Result> = {
	readonly [Kind in EventKind]: (event: EventOf<Kind>, context: Context) => Result;
};

/** Calls the function of the event's kind. */
export function handle<Context, Result>(
	handlers: EventHandlers<Context, Result>,
	event: TraceEvent,
	context: Context,
): Result {
	// The compiler can't see that handler and event are of one kind; the mapped type above says so.
	const handler = handlers[event.kind] as (event: TraceEvent, context: Context) => Result;
	return handler(event, context);
}
