import type { EventOf, Trace, TraceEvent } from "@roundtrip/model";
import { type EventHandlers, handle } from "./event-handlers.ts";
import { formatDuration, formatSize } from "./format.ts";

/** What the sentences may look up beside the event itself. */
interface Context {
	readonly trace: Trace | undefined;
}

/**
 * One event in one plain sentence, without a full stop: `phone sent POST /transfers to bank (182 B)`.
 * With its trace, messages are called by what they say, else by their direction.
 */
export function explain(event: TraceEvent, trace?: Trace): string {
	return handle(sentences, event, { trace });
}

const sentences: EventHandlers<Context, string> = {
	begun: ({ node, data }) => `${node} wants ${data.request} from ${data.to}`,
	retried: ({ node, attempt, data }) =>
		`${node} tries again after waiting ${formatDuration(data.waited)}: attempt ${attempt}`,
	queued: ({ node, data }) =>
		data.for === "connection"
			? `${node} has no free connection, so the request waits`
			: `${node} has no free worker, so the request waits`,
	connecting: ({ node, data }) => `${node} opens a connection to ${data.to}`,
	connected: ({ node, data }) => `${node} is connected to ${data.to}`,
	refused: ({ node, data }) => `${data.to} refused the connection: nobody listens there, and ${node} knows it`,
	closed: ({ node, data }) =>
		data.why === "gave-up"
			? `${node} closed its connection to ${data.to} after giving up`
			: `the connection from ${node} to ${data.to} was reset`,
	sent: ({ node, data }) => `${node} sent ${data.summary} to ${data.to} (${formatSize(data.size)})`,
	delivered: (event, context) => `${messageName(event, context)} from ${event.data.from} arrived at ${event.node}`,
	lost: (event, context) =>
		`${messageName(event, context)} was lost ${lossPlace(event)}${LOSS_REASONS[event.data.why](event)}`,
	delayed: (event, context) =>
		`${messageName(event, context)} from ${event.node} is held up for ${formatDuration(event.data.by)} on purpose`,
	started: ({ node, call }) => `a worker of ${node} begins with the ${isSubCall(call) ? "query" : "request"}`,
	committed: ({ node, data }) =>
		data.recovered === true
			? `${node} had committed ${data.effect} before it crashed: the row is there`
			: `${node} committed ${data.effect}: it is lasting now`,
	replied: ({ node, data, call }) =>
		isSubCall(call) ? `${node} has the result, ${data.status}` : `${node} has an answer, ${data.status}`,
	"timed-out": ({ node, data }) => `${node} gave up after ${formatDuration(data.after)}`,
	settled: settledSentence,
	crashed: ({ node, data }) =>
		data.silent ? `${node} went dark: whoever asks it hears nothing` : `${node} crashed; its machine says so`,
	restarted: ({ node }) => `${node} is back, with what it had committed`,
};

/** `the request POST /transfers`, or `the request` where what it says can't be looked up. */
function messageName(event: EventOf<"delivered" | "lost" | "delayed">, { trace }: Context): string {
	const direction = event.message.endsWith(">") ? "request" : "response";
	for (const seq of event.causes) {
		const cause = trace?.event(seq);
		if (cause?.kind === "sent" && cause.message === event.message) return `the ${direction} ${cause.data.summary}`;
	}
	return `the ${direction}`;
}

function lossPlace({ node, data: { where, to } }: EventOf<"lost">): string {
	if (where <= 0) return `as it left ${node}`;
	if (where >= 1) return `at the door of ${to}`;
	if (where === 0.5) return `halfway between ${node} and ${to}`;
	return `${Math.round(where * 100)} % of the way from ${node} to ${to}`;
}

const LOSS_REASONS: Readonly<Record<EventOf<"lost">["data"]["why"], (event: EventOf<"lost">) => string>> = {
	fault: () => ", on purpose",
	"node-down": ({ data }) => `: ${data.to} was down`,
	closed: () => ": the connection was closed",
};

const BELIEFS_IN_WORDS: Readonly<Record<EventOf<"settled">["data"]["belief"], string>> = {
	ok: "it worked",
	failed: "it failed",
	unknown: "it may have happened or not",
};

const ENDS_IN_WORDS: Readonly<Record<EventOf<"settled">["data"]["why"], string>> = {
	answered: "has its answer",
	refused: "was refused and does not try again",
	"not-sent": "gave up before its request left",
	reset: "lost its connection and does not try again",
	"timed-out": "heard nothing and does not try again",
};

function settledSentence({ node, data: { belief, status, why } }: EventOf<"settled">): string {
	const answer = why === "answered" && status !== undefined ? `${ENDS_IN_WORDS[why]}, ${status}` : ENDS_IN_WORDS[why];
	return `${node} ${answer}: it believes that ${BELIEFS_IN_WORDS[belief]}`;
}

function isSubCall(call: string): boolean {
	return call.includes("/");
}
