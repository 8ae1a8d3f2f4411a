import {
	asideOf,
	callParts,
	type EventOf,
	type LinkName,
	linkName,
	type Trace,
	type TraceEvent,
	type Waits,
} from "@roundtrip/model";
import { type EventHandlers, handle } from "../event-handlers.ts";
import { countOf } from "../format.ts";
import type { CriticalWhat } from "./step.ts";

/** What happened between an event and the one that it waited for. */
export interface Meaning {
	readonly what: CriticalWhat;
	readonly words: string;
	readonly link?: LinkName;
	readonly waits?: Waits;
}

interface Before {
	readonly trace: Trace;
	readonly cause: TraceEvent;
}

/** What the time was spent on from an event's latest cause to itself. */
export function meaningOf(event: TraceEvent, cause: TraceEvent, trace: Trace): Meaning {
	return handle(meanings, event, { trace, cause });
}

const meanings: EventHandlers<Before, Meaning> = {
	begun: ({ node }) => ({ what: "self", words: `${node} goes on to its next request` }),
	retried: ({ node, attempt, data: { redirect, renewed, hedged } }) =>
		hedged === true
			? { what: "timeout", words: `${node} waits for an answer before it sends a copy` }
			: redirect === undefined && renewed === undefined
				? { what: "backoff", words: `${node} waits before attempt ${attempt}` }
				: {
						what: "self",
						words: renewed ? `${node} gets something else to show` : `${node} is sent on to ${redirect}`,
					},
	queued: (event, { trace }) => within(event, trace),
	resolving: (event, before) => leaving(event, before),
	resolved: ({ node, data: { to } }) => ({
		what: "dns",
		words: `${node} asks for the address of ${to}`,
		link: linkName(node, to),
	}),
	connecting: (event, before) => leaving(event, before),
	connected: ({ node, data: { to } }) => ({
		what: "connect",
		words: `${node} connects to ${to}`,
		link: linkName(node, to),
	}),
	secured: ({ node, data: { to, tls, roundTrips } }) => ({
		what: "tls",
		words: `${node} and ${to} agree on keys: TLS ${tls}, ${countOf(roundTrips, "round-trip")}`,
		link: linkName(node, to),
	}),
	refused: ({ node, data: { to } }) => ({
		what: "connect",
		words: `${node} is refused by ${to}`,
		link: linkName(node, to),
	}),
	closed: ({ node, data: { to } }) => ({
		what: "response",
		words: `word of the connection's end travels to ${node}`,
		link: linkName(node, to),
	}),
	sent: (event, before) =>
		callParts(event.message).direction === "request" ? leaving(event, before) : within(event, before.trace),
	delivered: ({ node, message, data: { from, waits } }, { trace, cause }) => {
		const summary = summaryOf(message, cause, trace);
		const isRequest = callParts(message).direction === "request";
		return {
			what: isRequest ? "request" : "response",
			words: `${summary ?? (isRequest ? "the request" : "the answer")} travels ${isRequest ? "" : "back "}to ${node}`,
			link: isRequest ? linkName(from, node) : linkName(node, from),
			...(waits === undefined ? {} : { waits }),
		};
	},
	lost: ({ node, message, data: { to } }) => {
		const isRequest = callParts(message).direction === "request";
		const words = `the ${isRequest ? "request" : "answer"} travels until it is lost`;
		return isRequest
			? { what: "request", words, link: linkName(node, to) }
			: { what: "response", words, link: linkName(to, node) };
	},
	delayed: (event, { trace }) => within(event, trace),
	copied: (event, { trace }) => within(event, trace),
	packet: (event, { trace }) => within(event, trace),
	started: ({ node }) => ({ what: "queue", words: `the request waits for a worker of ${node}` }),
	denied: (event, { trace }) => within(event, trace),
	withheld: (event, { trace }) => within(event, trace),
	keyed: (event, { trace }) => within(event, trace),
	committed: (event, { trace }) => within(event, trace),
	aborted: (event, { trace }) => within(event, trace),
	replied: (event, { trace }) => within(event, trace),
	published: (event, { trace }) => within(event, trace),
	"looked-up": (event, { trace }) => within(event, trace),
	stored: (event, { trace }) => within(event, trace),
	"timed-out": ({ node }) => ({ what: "timeout", words: `${node} waits for an answer until it gives up` }),
	settled: (event, { trace }) => within(event, trace),
	crashed: (event) => unplanned(event),
	hampered: ({ node }) => ({ what: "plan", words: `until ${node} is hampered` }),
	recovered: ({ node }) => ({ what: "plan", words: `until ${node} has recovered` }),
	restarted: (event) => unplanned(event),
	flushed: ({ node }) => ({ what: "plan", words: `until ${node} is emptied` }),
	forgotten: (event, { trace }) => within(event, trace),
	impaired: ({ node, data }) => ({ what: "plan", words: `until the link from ${node} to ${data.to} fails` }),
	mended: ({ node, data }) => ({ what: "plan", words: `until the link from ${node} to ${data.to} is whole again` }),
};

/** Something leaves, or sets out to: at once after its call began, else when there was a connection for it. */
function leaving(event: EventOf<"sent" | "connecting" | "resolving">, { trace, cause }: Before): Meaning {
	const waited = cause.kind === "queued" || ("call" in cause && cause.call !== event.call && cause.node === event.node);
	const isShown = "call" in cause && asideOf(cause.call) === "sign-in";
	if (cause.kind === "queued" && cause.data.for !== "connection" && cause.data.for !== "worker") {
		return { what: "connection", words: `${event.node} waits for what another of its requests gets` };
	}
	const isFreed = waited && !isShown && !isServed(event.call, cause);
	return isFreed ? { what: "connection", words: `${event.node} waits for a connection` } : within(event, trace);
}

/** True where the cause is the request that this call was made for, or another call that was made for it. */
function isServed(call: string, cause: TraceEvent): boolean {
	const { parent } = callParts(call);
	if (parent === undefined || !("call" in cause)) return false;
	return cause.kind !== "queued" && (cause.call === parent || callParts(cause.call).parent === parent);
}

/** In the node itself: a server's work, or what a client does between one thing and the next. */
function within({ node }: TraceEvent, trace: Trace): Meaning {
	return trace.header.scenario.nodes[node]?.is === "client"
		? { what: "self", words: `in ${node} itself` }
		: { what: "work", words: `${node} works` };
}

function unplanned({ node, kind }: EventOf<"crashed" | "restarted">): Meaning {
	return { what: "plan", words: kind === "crashed" ? `until ${node} crashes` : `until ${node} is back` };
}

/** The start line of a message, from its sending: its cause, or that of its being held up. */
function summaryOf(message: string, cause: TraceEvent, trace: Trace): string | undefined {
	const earlier = cause.kind === "delayed" ? cause.causes.map((seq) => trace.event(seq)) : [];
	const sending = [cause, ...earlier].find((each) => each.kind === "sent" && each.message === message);
	return sending?.kind === "sent" ? sending.data.summary : undefined;
}
