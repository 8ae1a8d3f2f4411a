import type fc from "fast-check";
import type { EventDraft, EventKind } from "../trace/event.ts";
import { EVENT_KINDS } from "../trace/kinds.ts";
import { attemptCall, requestOf, responseOf, subCall } from "../trace/message-id.ts";
import { type Choices, chosen } from "./choices.ts";

/** Events of all kinds, in rising order of time, each with causes before it: a trace in form, if not in sense. */
export const anyEvents: fc.Arbitrary<readonly EventDraft[]> = chosen((choices) => {
	let at = 0;
	return Array.from({ length: choices.integer(0, 200) }, (_, seq) => {
		at += choices.integer(0, 1_000_000_000_000);
		return drawEvent(choices, seq, at);
	});
});

type Data<Kind extends EventKind> = Extract<EventDraft, { readonly kind: Kind }>["data"];

const TEXTS = ["", "a", "POST /x", "201 Created", "ÿ\u0000\u007f", '"\\{}', "é中😀", "\ud800"] as const;

/** What an event of each kind says. */
const DATA: { readonly [Kind in EventKind]: (choices: Choices) => Data<Kind> } = {
	begun: (choices) => ({ to: drawNode(choices), request: choices.pick(TEXTS) }),
	retried: (choices) => ({
		...{ to: drawNode(choices), waited: choices.integer(0, 1e12) },
		...choices.field("redirect", () => choices.pick(TEXTS)),
	}),
	queued: (choices) => ({ for: choices.pick(["connection", "worker", "credential", "keys", "item"] as const) }),
	resolving: (choices) => ({ to: drawNode(choices) }),
	resolved: (choices) => ({ to: drawNode(choices) }),
	connecting: (choices) => ({ to: drawNode(choices) }),
	connected: (choices) => ({ to: drawNode(choices) }),
	secured: (choices) => ({
		...{ to: drawNode(choices), tls: choices.pick(["1.2", "1.3"] as const) },
		...{ handshake: choices.pick(["full", "resumed", "0-rtt"] as const), roundTrips: choices.integer(0, 2) },
	}),
	refused: (choices) => ({
		to: drawNode(choices),
		...choices.field("certificate", () => choices.pick(["expired", "untrusted"] as const)),
	}),
	closed: (choices) => ({ to: drawNode(choices), why: choices.pick(["gave-up", "reset", "done"] as const) }),
	sent: (choices) => ({
		...{ to: drawNode(choices), summary: choices.pick(TEXTS), size: choices.integer(0, 1e9) },
		...choices.field("head", () => choices.pick(TEXTS)),
		...choices.field("body", () => choices.pick(TEXTS)),
	}),
	delivered: (choices) => ({
		from: drawNode(choices),
		...choices.field("waits", () => ({ "congestion-window": choices.integer(1, 9), retransmission: 1 })),
		...choices.field("damaged", () => choices.integer(0, 63)),
	}),
	lost: (choices) => ({
		...{ to: drawNode(choices), where: choices.integer(0, 8) / 8 },
		...{ why: choices.pick(["fault", "node-down", "closed"] as const) },
		...choices.field("fault", () => choices.integer(0, 63)),
	}),
	copied: (choices) => ({ fault: choices.integer(0, 63) }),
	delayed: (choices) => ({ by: choices.integer(0, 1e12), fault: choices.integer(0, 63) }),
	packet: (choices) => ({
		...{ to: drawNode(choices), flags: choices.pick(["SYN", "ACK", "PSH ACK"] as const) },
		...{ seq: choices.integer(0, 1e9), length: choices.integer(0, 1448), size: choices.integer(40, 1500) },
		...{ ack: choices.integer(0, 1e9), cwnd: choices.integer(1, 1000), inFlight: choices.integer(0, 1000) },
		...choices.field("arrives", () => choices.integer(0, 1e12)),
		...choices.field("lost", () => choices.pick(["chance", "queue", "outage"] as const)),
		...choices.field("again", () => true as const),
		...choices.field("ssthresh", () => choices.integer(2, 1000)),
	}),
	started: () => ({}),
	withheld: (choices) => ({
		why: choices.pick(["breaker", "budget"] as const),
		to: choices.pick(TEXTS),
		...(choices.boolean() ? { until: choices.integer(0, 1e12) } : {}),
	}),
	denied: (choices) => ({
		demand: choices.pick(["token", "session", "key", "certificate"] as const),
		why: choices.pick(["expired", "no-token"]),
	}),
	keyed: (choices) => ({ found: choices.pick(["new", "replayed", "in-flight", "reused", "missing"] as const) }),
	committed: (choices) => ({ effect: choices.pick(TEXTS), ...choices.field("recovered", () => true) }),
	aborted: (choices) => ({
		why: choices.pick(["serialization", "deadlock", "lock-timeout", "idle", "asked", "disk-full"] as const),
	}),
	replied: (choices) => ({ status: choices.integer(100, 599) }),
	published: (choices) => ({ channel: choices.pick(["news", "room"]), number: choices.integer(1, 1e6) }),
	"looked-up": (choices) => ({
		found: choices.pick(["fresh", "stale", "revalidate", "miss", "only-if-cached"] as const),
		...choices.field("why", () => choices.pick(["method", "nothing-stored"])),
	}),
	stored: (choices) => ({
		what: choices.pick(["stored", "freshened", "not-stored", "stale-if-error"] as const),
		...choices.field("why", () => choices.pick(["private", "no-store"])),
	}),
	"timed-out": (choices) => ({ after: choices.integer(0, 1e12) }),
	settled: (choices) => ({
		...{ belief: choices.pick(["ok", "failed", "unknown"] as const) },
		...choices.field("status", () => choices.integer(100, 599)),
		...{ why: choices.pick(["answered", "refused", "not-sent", "reset", "timed-out", "left"] as const) },
	}),
	crashed: (choices) => ({
		...{ fault: choices.integer(0, 63), silent: choices.boolean() },
		...choices.field("why", () => "memory" as const),
	}),
	restarted: (choices) => ({ fault: choices.integer(0, 63) }),
	impaired: (choices) => ({
		...{ to: drawNode(choices), fault: choices.integer(0, 63) },
		...{ way: choices.pick(["both", "request", "response"] as const), how: choices.pick(["cut", "slow"] as const) },
	}),
	flushed: (choices) => ({ fault: choices.integer(0, 63) }),
	forgotten: (choices) => ({ effect: choices.pick(TEXTS), fault: choices.integer(0, 63) }),
	mended: (choices) => ({ to: drawNode(choices), fault: choices.integer(0, 63) }),
	hampered: (choices) => ({
		how: choices.pick(["paused", "slow", "full", "skewed"] as const),
		fault: choices.integer(0, 63),
	}),
	recovered: (choices) => ({
		how: choices.pick(["paused", "slow", "full", "skewed"] as const),
		fault: choices.integer(0, 63),
	}),
};

const WITHOUT_CALL: readonly EventKind[] = [
	...(["crashed", "restarted", "impaired", "mended", "flushed", "hampered", "recovered"] as const),
];
const WITH_CONNECTION: readonly EventKind[] = ["connecting", "connected", "secured", "refused", "closed"];
const WITH_MESSAGE: readonly EventKind[] = ["sent", "delivered", "lost", "delayed"];

function drawEvent(choices: Choices, seq: number, at: number): EventDraft {
	const [first = "begun", ...kinds] = EVENT_KINDS;
	const kind = choices.pick([first, ...kinds]);
	const causes = seq === 0 ? [] : choices.list(3, () => choices.integer(0, seq - 1));
	const base = { at, node: drawNode(choices), kind, causes, data: DATA[kind](choices) };
	// The fields are those of the kind; the compiler can't follow which.
	return { ...base, ...drawPlace(choices, kind) } as unknown as EventDraft;
}

/** Call, connection and message, as far as events of the kind have them. */
function drawPlace(choices: Choices, kind: EventKind): object {
	if (kind === "packet") return { connection: drawConnection(choices) };
	if (WITHOUT_CALL.includes(kind)) return {};
	const [exchange, attempt] = [choices.integer(1, 100_000), choices.integer(1, 100)];
	const own = attemptCall(exchange, attempt);
	const call = choices.boolean() ? own : subCall(own, choices.integer(1, 32));
	const ofCall = { exchange, attempt, call };
	const connection = drawConnection(choices);
	if (WITH_MESSAGE.includes(kind)) {
		return { ...ofCall, connection, message: choices.boolean() ? requestOf(call) : responseOf(call) };
	}
	return WITH_CONNECTION.includes(kind) ? { ...ofCall, connection } : ofCall;
}

function drawConnection(choices: Choices): string {
	return `phone->bank#${choices.integer(1, 1_000)}`;
}

function drawNode(choices: Choices): string {
	return choices.pick(["phone", "bank", "ledger", "constructor"] as const);
}
