import type { EventKind } from "./event.ts";

/** Every kind of event, in the order of a life. Their numbers live in memory only, never in a file. */
export const EVENT_KINDS: readonly EventKind[] = [
	"begun",
	"retried",
	"queued",
	"resolving",
	"resolved",
	"connecting",
	"connected",
	"secured",
	"refused",
	"closed",
	"sent",
	"delivered",
	"lost",
	"delayed",
	"packet",
	"started",
	"committed",
	"replied",
	"published",
	"timed-out",
	"settled",
	"crashed",
	"restarted",
];
