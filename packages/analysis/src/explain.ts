import {
	type AbortReason,
	type Belief,
	type CertificateTrouble,
	callParts,
	type EventOf,
	type Hampering,
	type Handshake,
	isCopy,
	isHeartbeat,
	isRedirect,
	type KeyFinding,
	originalOf,
	type PacketData,
	type Settled,
	type Trace,
	type TraceEvent,
	type WaitReason,
	type Waits,
} from "@roundtrip/model";
import { type EventHandlers, handle } from "./event-handlers.ts";
import { countOf, formatDuration, formatSize } from "./format.ts";

/**
 * One event in one plain sentence, without a full stop: `phone sent POST /transfers to bank (182 B)`.
 * With its trace, messages are called by what they say, else by their direction.
 */
export function explain(event: TraceEvent, trace?: Trace): string {
	return handle(sentences, event, trace);
}

const sentences: EventHandlers<Trace | undefined, string> = {
	begun: ({ node, data }) => `${node} wants ${data.request} from ${data.to}`,
	retried: ({ node, attempt, data }) =>
		data.renewed === true
			? `${node} gets something else to show and asks again: attempt ${attempt}`
			: data.redirect !== undefined
				? `${node} is sent on to ${data.redirect}`
				: data.hedged === true
					? `${node} has had no answer for ${formatDuration(data.waited)} and sends a copy beside what it has sent: attempt ${attempt}`
					: `${node} tries again after waiting ${formatDuration(data.waited)}: attempt ${attempt}`,
	queued: (event, trace) => QUEUES[event.data.for](event.node, requestName(event, trace)),
	resolving: ({ node, data }) => `${node} asks for the address of ${data.to}`,
	resolved: ({ node, data }) => `${node} has the address of ${data.to}`,
	connecting: ({ node, call, data }) =>
		isCopy(call)
			? `beside ${node}, a connection to ${data.to} is opened for a copy of its request`
			: `${node} opens a connection to ${data.to}`,
	connected: ({ node, data }) => `${node} is connected to ${data.to}`,
	secured: ({ node, data }) =>
		`${node} and ${data.to} have agreed on keys in ${countOf(data.roundTrips, "round-trip")}: TLS ${data.tls}, ${HANDSHAKES[data.handshake]}`,
	refused: ({ node, data }) =>
		data.certificate === undefined
			? `${data.to} refused the connection of ${node}: nobody listens there`
			: `${node} refuses the connection to ${data.to}: its certificate ${CERTIFICATES[data.certificate]}`,
	closed: ({ node, data }) => CLOSINGS[data.why](node, data.to),
	sent: ({ node, message, call, data }) => {
		const what = `${data.summary} to ${data.to} (${formatSize(data.size)})`;
		return isCopy(call) && message.endsWith(">")
			? `something between ${node} and ${data.to} sent a copy of ${what}`
			: `${node} sent ${what}`;
	},
	delivered: (event, trace) =>
		`${messageName(event, trace)} from ${event.data.from} arrived at ${event.node}${event.data.damaged === undefined ? "" : ", changed on its way so that it can't be read"}${waitsInWords(event.data.waits)}${isUnwanted(event) ? ", where nobody waits for it" : ""}`,
	lost: (event, trace) => `${messageName(event, trace)} ${lossPlace(event)}${LOSS_REASONS[event.data.why](event)}`,
	copied: ({ node, call }) => `something between ${node} and whom it asks sends ${originalOf(call)}> again, on purpose`,
	delayed: (event, trace) =>
		`${messageName(event, trace)} from ${event.node} to ${messageTo(event, trace)} is held up for ${formatDuration(event.data.by)}, on purpose`,
	packet: ({ node, data }) => `${node} sent ${packetName(data)} to ${data.to}${packetFate(data)}`,
	started: (event, trace) => `a worker of ${event.node} begins with ${requestName(event, trace)}`,
	withheld: ({ node, data }) =>
		data.why === "budget"
			? `${node} has nothing left for retries and gives up`
			: `${node} sends nothing to ${data.to}: its breaker is open${data.until === undefined ? ", and somebody else tries it out" : ` until ${formatDuration(data.until)}`}`,
	denied: ({ node, data }) => `${node} demands a ${data.demand} and does nothing more: ${deniedInWords(data)}`,
	keyed: ({ node, data }) => `${node} ${FINDINGS[data.found]}`,
	committed: ({ node, data }) =>
		data.recovered === true
			? `${node} had committed ${data.effect} before the crash: the row is there`
			: `${node} committed ${data.effect}: it is lasting now`,
	aborted: ({ node, data }) => `${node} has undone the transaction: ${ABORTS[data.why]}`,
	replied: ({ node, data }) => `${node} is done and answers ${data.status}`,
	published: ({ node, data }) => `${node} published item ${data.number} on ${data.channel}`,
	"looked-up": ({ node, data }) => `${node} looks into its cache: ${LOOKUPS[data.found]}`,
	stored: ({ node, data }) => `${node} ${STORINGS[data.what]}`,
	"timed-out": ({ node, call, data }) =>
		`${isCopy(call) ? "whoever sent the copy" : node} gave up after ${formatDuration(data.after)}`,
	settled: ({ node, data }) => `${node} ${ENDS[data.why](data)}: ${CONCLUSIONS[data.belief]}`,
	crashed: ({ node, data }) =>
		data.why === "memory"
			? `${node} took one request more than it has memory for: its kernel killed it (SIGKILL), with all that it had in hand`
			: data.silent
				? `${node} went dark: whoever asks it hears nothing`
				: `${node} crashed, and its machine says so`,
	restarted: ({ node }) => `${node} is back, with what it had committed`,
	flushed: ({ node }) => `${node} has lost all that it had stored, and goes on`,
	forgotten: ({ node, data, call }) =>
		`${node} has no ${data.effect} of ${call} any more: its replica was behind when it took over`,
	impaired: ({ node, data }) => IMPAIRMENTS[data.how](node, data),
	mended: ({ node, data }) => `the link between ${node} and ${data.to} is as it was before`,
	hampered: ({ node, data }) => `${node} ${HAMPERINGS[data.how][0]}, on purpose`,
	recovered: ({ node, data }) => `${node} ${HAMPERINGS[data.how][1]}`,
};

const IMPAIRMENTS: Readonly<
	Record<EventOf<"impaired">["data"]["how"], (node: string, data: EventOf<"impaired">["data"]) => string>
> = {
	cut: (node, { to, way }) =>
		way === "both"
			? `the link between ${node} and ${to} is cut: nothing gets through, and nobody is told`
			: way === "request"
				? `nothing that ${node} sends to ${to} gets through any more, and nobody is told`
				: `nothing that ${to} sends back to ${node} gets through any more, and nobody is told`,
	slow: (node, { to }) => `the link between ${node} and ${to} is slower from here on`,
};

/** What a node does that is hampered, and that recovers. */
const HAMPERINGS: Readonly<Record<Hampering, readonly [begin: string, end: string]>> = {
	paused: [
		"stands still: its kernel takes in what comes, and nothing is read or done",
		"goes on: its timers that were due fire, and then it reads what has come",
	],
	slow: ["is slow from now on", "is as quick as before"],
	skewed: [
		"has a clock that is wrong: to it what is good may be over, or not yet good",
		"has a clock that is right again",
	],
	full: ["has a full disk: it reads, and can make nothing lasting", "has room on its disk again"],
};

const QUEUES: Readonly<Record<EventOf<"queued">["data"]["for"], (node: string, request: string) => string>> = {
	connection: (node) => `${node} has no connection free and waits for one`,
	worker: (node, request) => `${node} has no worker free, so ${request} waits for one`,
	lock: (node) =>
		`the statement wants to change what another transaction of ${node} has changed, and waits for its end`,
	credential: (node) => `${node} is getting what it has to show already, and waits for it`,
	keys: (node, request) => `${node} is fetching the keys already, so ${request} waits for them`,
	item: (node, request) => `${node} holds ${request} until an item is published, and keeps no worker for it`,
};

const FINDINGS: Readonly<Record<KeyFinding, string>> = {
	new: "doesn't know the idempotency key yet, and works on the request",
	"taken-over": "knows the idempotency key of a request that has not ended in time, and works on it again",
	replayed: "knows the idempotency key: it gives the reply that it has stored, and does nothing",
	"in-flight": "is working on a request with this idempotency key already, and refuses this one",
	reused: "knows the idempotency key from a request with another content, and refuses this one",
	"unknown-outcome":
		"knows the idempotency key of a request that has not ended in time; what became of it nobody knows, so it refuses this one",
	missing: "misses the idempotency key, and refuses the request",
	malformed: "can't read the idempotency key, and refuses the request",
};

const ABORTS: Readonly<Record<AbortReason, string>> = {
	serialization: "it can't be put in an order with another one",
	deadlock: "it and another one would wait for each other for ever",
	"lock-timeout": "it has waited too long for another one",
	idle: "nothing came in it any more",
	asked: "whoever began it wants that",
	"disk-full": "its disk is full, and nothing of it can be made lasting",
};

/** `the response 201 Created`, or `the response` where what it says can't be looked up. */
function messageName(event: EventOf<"delivered" | "lost" | "delayed">, trace: Trace | undefined): string {
	const { direction, item } = callParts(event.message);
	const summary = sendingOf(event.message, event, trace)?.data.summary;
	if (isHeartbeat(item)) return `a ${item.slice(0, 4)}`;
	if (item !== undefined) return summary ?? (item === "end" ? "the end" : `item ${item}`);
	const copied = isCopy(event.call) ? (direction === "request" ? "copied " : "second ") : "";
	return summary === undefined ? `the ${copied}${direction}` : `the ${copied}${direction} ${summary}`;
}

/** It is the answer to a copy: whoever asked waits for that to the request. */
function isUnwanted({ call, message }: EventOf<"delivered">): boolean {
	return isCopy(call) && callParts(message).direction === "response";
}

function messageTo(event: EventOf<"delayed">, trace: Trace | undefined): string {
	return sendingOf(event.message, event, trace)?.data.to ?? "its receiver";
}

/** What a worker works on, by its start line. */
function requestName(event: EventOf<"queued" | "started">, trace: Trace | undefined): string {
	return sendingOf(`${event.call}>`, event, trace)?.data.summary ?? "the request";
}

/** The sending of a message is among the nearest causes of all that happens to it. */
function sendingOf(message: string, event: TraceEvent, trace: Trace | undefined): EventOf<"sent"> | undefined {
	if (!trace) return undefined;
	let causes = event.causes;
	for (let step = 0; step < 3; step += 1) {
		const events = causes.map((seq) => trace.event(seq));
		const sending = events.find((each) => each.kind === "sent" && each.message === message);
		if (sending?.kind === "sent") return sending;
		causes = events.flatMap((each) =>
			"call" in each && "call" in event && each.call === event.call ? each.causes : [],
		);
	}
	return undefined;
}

/** `, having waited 2 round-trips for the congestion window` */
function waitsInWords(waits: Waits = {}): string {
	const told = WAIT_REASONS.flatMap((reason) => {
		const count = waits[reason] ?? 0;
		return count === 0 ? [] : [`${countOf(count, "round-trip")} ${WAITED_FOR[reason]}`];
	});
	return told.length === 0 ? "" : `, having waited ${told.join(" and ")}`;
}

const WAITED_FOR: Readonly<Record<WaitReason, string>> = {
	continue: "for the word to go on",
	"congestion-window": "for the congestion window",
	"receive-window": "for the receiver's window",
	"stream-window": "for the window of its stream",
	"connection-window": "for the window of the connection",
	retransmission: "for what was sent again",
};

// The keys of the table are the reasons, in the order of telling.
const WAIT_REASONS = Object.keys(WAITED_FOR) as readonly WaitReason[];

function lossPlace({ node, data: { where, to } }: EventOf<"lost">): string {
	if (where <= 0) return `was lost as it left ${node}`;
	if (where >= 1) return `from ${node} was lost at the door of ${to}`;
	if (where === 0.5) return `was lost halfway between ${node} and ${to}`;
	return `was lost after ${Math.round(where * 100)} % of the way from ${node} to ${to}`;
}

const LOSS_REASONS: Readonly<Record<EventOf<"lost">["data"]["why"], (event: EventOf<"lost">) => string>> = {
	fault: () => ", on purpose",
	"node-down": ({ data }) => `: ${data.to} was down`,
	closed: ({ data }) => `: ${data.to} had closed the connection`,
	outage: () => ": the link was cut",
};

const ENDS: Readonly<Record<Settled["data"]["why"], (data: Settled["data"]) => string>> = {
	answered: ({ belief, status = 0 }) =>
		belief === "failed" && isRedirect(status)
			? "is sent on and on and follows no further"
			: `has its answer${status === 0 ? "" : `, ${status}`}`,
	refused: () => "was refused and does not try again",
	"not-sent": () => "gave up before its request left",
	reset: () => "lost its connection and does not try again",
	"timed-out": () => "heard nothing and does not try again",
	left: () => "had enough of the stream and left it",
};

const CERTIFICATES: Readonly<Record<CertificateTrouble, string>> = {
	expired: "has expired",
	"wrong-host": "is another host's",
	"self-signed": "is vouched for by nobody but itself",
	untrusted: "is vouched for by somebody whom nobody knows",
};

/** Why a server denies, in words where there are some. */
function deniedInWords({ why }: EventOf<"denied">["data"]): string {
	return DENIALS[why] ?? why;
}

const DENIALS: Readonly<Record<string, string>> = {
	"no-token": "there is none",
	"no-cookie": "there is none",
	"no-key": "there is none",
	"no-certificate": "there is none",
	"no-keys": "the issuer's keys can't be had",
	expired: "it has expired",
	"not-yet-valid": "it isn't good yet, by this clock",
	replayed: "it has been shown before",
	signature: "its signature is wrong",
	"unknown-key": "its key is unknown",
	algorithm: "it is signed in another way",
	audience: "it is for somebody else",
	issuer: "somebody else has issued it",
	malformed: "it is none at all",
	unknown: "nobody knows it here",
	idle: "it was idle for too long",
	"too-old": "it is too old",
	scope: "it isn't good for this",
	"not-allowed": "who it is may not ask",
	"wrong-token": "the request is forged",
};

const LOOKUPS: Readonly<Record<EventOf<"looked-up">["data"]["found"], string>> = {
	fresh: "what it has is fresh, and answers",
	stale: "what it has is stale, and answers all the same",
	revalidate: "what it has is stale, so it asks whether it is still right",
	miss: "it has nothing that would do",
	"only-if-cached": "it has nothing, and nobody else may be asked",
};

const STORINGS: Readonly<Record<EventOf<"stored">["data"]["what"], string>> = {
	stored: "keeps the answer",
	freshened: "learns that what it has is still right",
	"not-stored": "doesn't keep the answer",
	"stale-if-error": "gives what it has, as the server fails",
};

const CLOSINGS: Readonly<Record<EventOf<"closed">["data"]["why"], (node: string, to: string) => string>> = {
	"gave-up": (node, to) => `${node} closed its connection to ${to}, as it had given up`,
	reset: (node, to) => `the connection from ${node} to ${to} was reset`,
	done: (node, to) => `${node} closed its connection to ${to}: it was for one request`,
	left: (node, to) => `${node} closed its connection to ${to}: it has what it wanted`,
	"no-pong": (node, to) => `${node} takes ${to} for gone: no answer to its ping has come, and it ended the connection`,
};

const HANDSHAKES: Readonly<Record<Handshake, string>> = {
	full: "from the beginning",
	resumed: "resumed with a ticket",
	"0-rtt": "resumed, with data in the first flight",
};

const PACKET_LOSSES: Readonly<Record<NonNullable<PacketData["lost"]>, string>> = {
	chance: " on the way",
	queue: ", the queue was full",
	outage: ", the link is cut",
};

function packetName({ flags, seq, length }: PacketData): string {
	return length > 0 ? `bytes ${seq} to ${seq + length - 1} (${flags})` : flags;
}

function packetFate({ lost, again }: PacketData): string {
	const twice = again === true ? ", again" : "";
	if (lost === undefined) return twice;
	return `${twice}: lost${PACKET_LOSSES[lost]}`;
}

/** What the client concludes. */
const CONCLUSIONS: Readonly<Record<Belief, string>> = {
	ok: "it worked",
	failed: "it failed",
	unknown: "whether it happened, it can't know",
};
