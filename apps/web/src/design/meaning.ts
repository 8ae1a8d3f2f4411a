import type { TraceEvent } from "@roundtrip/model";

/** What a colour stands for; each is a token `--name`, with `--name-text` and `--name-soft` beside it. */
export type Meaning = "request" | "response" | "lost" | "waiting" | "effect" | "cache" | "handshake";

/** The meaning of an event; undefined where it is none of these and is drawn in ink. */
export function meaningOf(event: TraceEvent): Meaning | undefined {
	switch (event.kind) {
		case "sent":
		case "delivered":
			return event.message.endsWith(">") ? "request" : "response";
		case "lost":
		case "refused":
		case "closed":
		case "timed-out":
		case "crashed":
			return "lost";
		case "queued":
		case "delayed":
		case "retried":
			return "waiting";
		case "connecting":
		case "connected":
			return "handshake";
		case "committed":
			return "effect";
		case "settled":
			return event.data.belief === "ok" ? undefined : "lost";
		default:
			return undefined;
	}
}
