import type { WaitReason } from "@roundtrip/model";

/**
 * Why a round-trip was needed. To set out: `dns` (ask for the address), `connect` (open a connection), `tls` (agree on
 * its keys). To ask: `request` (a server), `query` (a database), `redirect` (a server that sends its asker on, so that
 * it has to ask again), `sign-in` (for what a client has to show before it may ask), `keys` (for those that a server checks
 * tokens by); a retried request is a `request` of a later attempt.
 * While data was ready to leave: `continue` (for the word to go ahead), `congestion-window` (the path's allowance),
 * `flow-control-window` (the receiver's), `retransmission` (something was lost and sent again).
 * `queue`: the round-trips of others that a call waited for in the asking node, until it had a connection.
 */
export type RoundTripReason = (typeof ROUND_TRIP_REASONS)[number];

export const ROUND_TRIP_REASONS = [
	"dns",
	"connect",
	"tls",
	"request",
	"query",
	"redirect",
	"sign-in",
	"keys",
	"continue",
	"congestion-window",
	"flow-control-window",
	"retransmission",
	"queue",
] as const;

/** The reasons in a word or two, as they stand in a list. */
export const ROUND_TRIP_REASON_NAMES: Readonly<Record<RoundTripReason, string>> = {
	dns: "address",
	connect: "connect",
	tls: "TLS",
	request: "request",
	query: "query",
	redirect: "redirect",
	"sign-in": "sign-in",
	keys: "keys",
	continue: "continue",
	"congestion-window": "congestion window",
	"flow-control-window": "flow-control window",
	retransmission: "sent again",
	queue: "queue",
};

/** Whose window it was that a sender waited for: that of TCP or QUIC, of an HTTP/2 stream, of an HTTP/2 connection. */
export type FlowControlWindow = Extract<WaitReason, "receive-window" | "stream-window" | "connection-window">;

/** What a reason of a wait is among the reasons of round-trips. */
export const REASONS_OF_WAITS: Readonly<
	Record<WaitReason, { readonly reason: RoundTripReason; readonly window?: FlowControlWindow }>
> = {
	"congestion-window": { reason: "congestion-window" },
	"receive-window": { reason: "flow-control-window", window: "receive-window" },
	"stream-window": { reason: "flow-control-window", window: "stream-window" },
	"connection-window": { reason: "flow-control-window", window: "connection-window" },
	retransmission: { reason: "retransmission" },
	continue: { reason: "continue" },
};

const ASKED: ReadonlySet<RoundTripReason> = new Set(["request", "query", "redirect", "sign-in", "keys"]);

/** True for the round-trips that bear a request and its answer. */
export function isAsked(reason: RoundTripReason): boolean {
	return ASKED.has(reason);
}

/** Reasons that a run tells only as far as its world can see: how often data waited between a sending and an arrival. */
export const WAITED_REASONS: ReadonlySet<RoundTripReason> = new Set(
	Object.values(REASONS_OF_WAITS).map(({ reason }) => reason),
);
