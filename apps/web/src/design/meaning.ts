import type { EventKind, TraceEvent } from "@roundtrip/model";

/** What a colour stands for; each is a token `--name`, with `--name-text` and `--name-soft` beside it. */
export type Meaning = "request" | "response" | "lost" | "waiting" | "effect" | "cache" | "handshake";

/** A kind that is not here is none of these and is drawn in ink; a message's depends on its direction. */
const MEANINGS: Partial<Readonly<Record<EventKind, Meaning>>> = {
	lost: "lost",
	refused: "lost",
	denied: "lost",
	withheld: "lost",
	closed: "lost",
	"timed-out": "lost",
	crashed: "lost",
	impaired: "lost",
	flushed: "lost",
	forgotten: "lost",
	hampered: "lost",
	queued: "waiting",
	delayed: "waiting",
	copied: "waiting",
	retried: "waiting",
	connecting: "handshake",
	connected: "handshake",
	resolving: "handshake",
	resolved: "handshake",
	secured: "handshake",
	committed: "effect",
};

/** What a cache gives away without asking for it. */
const GIVEN: ReadonlySet<string> = new Set(["fresh", "stale"]);

/** The meaning of an event; undefined where it is none of these and is drawn in ink. */
export function meaningOf(event: TraceEvent): Meaning | undefined {
	if (event.kind === "sent" || event.kind === "delivered") return event.message.includes(">") ? "request" : "response";
	if (event.kind === "settled") return event.data.belief === "ok" ? undefined : "lost";
	if (event.kind === "closed" && (event.data.why === "done" || event.data.why === "left")) return "handshake";
	if (event.kind === "looked-up") return GIVEN.has(event.data.found) ? "cache" : undefined;
	if (event.kind === "stored") return event.data.what === "not-stored" ? undefined : "cache";
	if (event.kind === "packet") return event.data.lost === undefined ? undefined : "lost";
	return MEANINGS[event.kind];
}
