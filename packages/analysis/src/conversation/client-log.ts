import {
	type Bytes,
	type CallId,
	callParts,
	type EventOf,
	isStream,
	type MessageId,
	type Nanoseconds,
	type StreamPart,
	stepsAt,
	type Trace,
	type TraceEvent,
} from "@roundtrip/model";
import { type EventHandlers, handle } from "../event-handlers.ts";
import type { Mutable } from "../mutable.ts";

/** A message on the link of a client. */
export interface ClientMessage {
	readonly message: MessageId;
	readonly call: CallId;
	readonly client: string;
	readonly goesUp: boolean;
	/** Of a stream: which item, or its end; absent of a request, an answer, or the begin of a stream. */
	readonly item?: StreamPart;
	readonly sentSeq: number;
	readonly size: Bytes;
	readonly deliveredAt?: Nanoseconds;
}

/** Something that a client wants. */
export interface ClientExchange {
	readonly client: string;
	readonly begunAt: Nanoseconds;
	/** Items follow its request or its answer. */
	readonly isStream: boolean;
	/** The channel on which something has to be published before it is answered. */
	readonly waitsFor?: string;
	readonly settled?: EventOf<"settled">;
}

/** What happened on the links of some clients, and what was published behind them. */
export interface ClientLog {
	readonly trace: Trace;
	readonly clients: readonly string[];
	/** By number; of other clients too, as they may have published something. */
	readonly exchanges: ReadonlyMap<number, ClientExchange>;
	/** In the order of sending. */
	readonly messages: readonly ClientMessage[];
	/** When a worker took a request of a client, by its call. */
	readonly startedSeqs: ReadonlyMap<CallId, number>;
	readonly published: readonly EventOf<"published">[];
	/** Whose connections there were before what is looked at: the exchanges that began too early to count, by number. */
	readonly earlier: ReadonlyMap<number, string>;
	/** What these clients begin before is not looked at. */
	readonly sinceNs: Nanoseconds;
}

interface Draft {
	readonly trace: Trace;
	readonly clients: readonly string[];
	readonly exchanges: Map<number, Mutable<ClientExchange>>;
	readonly messages: Map<MessageId, Mutable<ClientMessage>>;
	readonly startedSeqs: Map<CallId, number>;
	readonly published: EventOf<"published">[];
	readonly earlier: Map<number, string>;
	readonly sinceNs: Nanoseconds;
}

/** Reads a whole trace once. */
export function clientLogOf(trace: Trace, clients: readonly string[], sinceNs: Nanoseconds = 0): ClientLog {
	const log: Draft = {
		...{ trace, clients, exchanges: new Map(), messages: new Map(), startedSeqs: new Map(), published: [] },
		...{ earlier: new Map(), sinceNs },
	};
	for (const event of trace.events()) handle(handlers, event, log);
	return { ...log, messages: [...log.messages.values()] };
}

/** The client whose own call this is; undefined for calls behind a server, and for clients that nobody looks at. */
export function clientOf(
	call: CallId,
	{ exchanges, clients }: Pick<ClientLog, "exchanges" | "clients">,
): string | undefined {
	const { exchange, parent } = callParts(call);
	const client = exchanges.get(exchange)?.client;
	return parent === undefined && client !== undefined && clients.includes(client) ? client : undefined;
}

const ignored = (): void => undefined;

const handlers: EventHandlers<Draft, void> = {
	begun: ({ exchange, node, at, data }, { trace, clients, exchanges, earlier, sinceNs }) => {
		if (at < sinceNs && clients.includes(node)) {
			earlier.set(exchange, node);
			return;
		}
		const steps = stepsAt(trace.header.scenario.routes[data.to] ?? {}, data.request) ?? [];
		const waitsFor = steps.flatMap((step) => ("wait" in step && !step.ever ? [step.wait] : []))[0];
		const wish = { client: node, begunAt: at, isStream: isStream(steps) };
		exchanges.set(exchange, waitsFor === undefined ? wish : { ...wish, waitsFor });
	},
	sent: ({ message, call, seq, data: { size } }, log) => {
		const client = clientOf(call, log);
		if (client === undefined) return;
		const { direction, item } = callParts(message);
		const goesUp = direction === "request";
		log.messages.set(message, {
			...{ message, call, client, goesUp, sentSeq: seq, size },
			...(item === undefined ? {} : { item }),
		});
	},
	delivered: ({ message, at }, { messages }) => {
		const found = messages.get(message);
		if (found) found.deliveredAt = at;
	},
	started: ({ call, seq }, log) => {
		if (clientOf(call, log) !== undefined) log.startedSeqs.set(call, seq);
	},
	denied: () => {},
	withheld: () => {},
	keyed: () => {},
	"looked-up": () => {},
	stored: () => {},
	published: (event, { published }) => void published.push(event),
	settled: (event, { exchanges }) => {
		const found = exchanges.get(event.exchange);
		if (found) found.settled = event;
	},
	...{ retried: ignored, queued: ignored, resolving: ignored, resolved: ignored, connecting: ignored },
	...{ connected: ignored, secured: ignored, refused: ignored, closed: ignored, lost: ignored, delayed: ignored },
	copied: ignored,
	...{ packet: ignored, committed: ignored, replied: ignored, "timed-out": ignored, crashed: ignored },
	...{ restarted: ignored, aborted: ignored, impaired: ignored, mended: ignored },
	...{ flushed: ignored, forgotten: ignored },
	...{ hampered: ignored, recovered: ignored },
};

/** Whether what an event tells belongs to this call. */
export function isOf(event: TraceEvent, call: CallId): boolean {
	return "call" in event && event.call === call;
}
