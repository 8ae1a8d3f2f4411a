import type { CallId, EventOf } from "@roundtrip/model";
import { type JournalEntry, ofCall } from "../journal/entry.ts";
import type { ShapedLink } from "./link.ts";

/** What happens to connections. */
export type ConnectionEventKind = "connecting" | "connected" | "secured" | "refused" | "closed";

/** What happened to one. */
export interface ConnectionEvent<Kind extends ConnectionEventKind> {
	readonly kind: Kind;
	readonly data: EventOf<Kind>["data"];
	readonly connection: string;
	/** The call that it worked for. */
	readonly call: CallId;
	/** ns; now if absent. */
	readonly at?: number | undefined;
}

/** Writes down what happened to a connection of a link; gives the time. */
export function writeConnectionEvent<Kind extends ConnectionEventKind>(
	{ journal, timers, from }: ShapedLink,
	{ kind, data, connection, call, at = timers.clock.now() }: ConnectionEvent<Kind>,
): number {
	journal.write({ ...ofCall(call), at, node: from, connection, kind, data } as JournalEntry);
	return at;
}
