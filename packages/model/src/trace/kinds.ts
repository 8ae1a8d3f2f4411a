import type { EventKind } from "./event.ts";

/** Every kind of event, in the order of a life. Their numbers live in memory only, never in a file. */
export const EVENT_KINDS: readonly EventKind[] = [
	"begun",
	"retried",
	"queued",
	"connecting",
	"connected",
	"refused",
	"closed",
	"sent",
	"delivered",
	"lost",
	"delayed",
	"started",
	"committed",
	"replied",
	"timed-out",
	"settled",
	"crashed",
	"restarted",
];
