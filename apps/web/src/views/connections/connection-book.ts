import type { MessageFlight } from "@roundtrip/analysis";
import type {
	CallId,
	EventOf,
	Handshake,
	LinkName,
	Nanoseconds,
	Protocol,
	TlsVersion,
	Trace,
	TraceEvent,
} from "@roundtrip/model";
import { linkName } from "@roundtrip/model";
import type { Run } from "../../lab/run.ts";

/** A stretch of time; without an end where what began had not ended when the run did. */
export interface Span {
	readonly startAt: Nanoseconds;
	readonly endAt?: Nanoseconds;
}

/** How a connection's keys were agreed upon. */
export interface Keys {
	readonly tls: TlsVersion;
	readonly handshake: Handshake;
	/** Beside the connection's own. */
	readonly roundTrips: number;
	readonly at: Nanoseconds;
}

/** One connection of a run, from the asking for its address to its end. */
export interface Connection {
	readonly name: string;
	/** From 1, among those of its link. */
	readonly number: number;
	readonly from: string;
	readonly to: string;
	readonly link: LinkName;
	readonly protocol: Protocol;
	/** For which it was opened. */
	readonly call: CallId;
	readonly exchange: number;
	/** Absent where the address was known. */
	readonly resolving?: Span;
	readonly connecting: Span;
	readonly openedSeq: number;
	readonly refused: boolean;
	readonly keys?: Keys;
	readonly closed?: { readonly at: Nanoseconds; readonly why: EventOf<"closed">["data"]["why"] };
	/** What it carried, in the order of sending. */
	readonly messages: readonly MessageFlight[];
	/** Its packets as events of the trace; none where messages went whole. */
	readonly packetSeqs: readonly number[];
	readonly lostPackets: number;
}

type Draft = { -readonly [Key in keyof Connection]: Connection[Key] } & {
	messages: MessageFlight[];
	packetSeqs: number[];
};

/** Every connection of a run, in the order in which they were opened. */
export function connectionsOf(run: Run): readonly Connection[] {
	const drafts = new Map<string, Draft>();
	const resolvings = new Map<CallId, { startAt: Nanoseconds; endAt?: Nanoseconds }>();
	const perLink = new Map<LinkName, number>();
	for (let seq = 0; seq < run.trace.length; seq++) follow(run.trace, seq, drafts, resolvings, perLink);
	for (const flight of run.messages) drafts.get(flight.connection)?.messages.push(flight);
	return [...drafts.values()];
}

/** Kinds that say anything of a connection; the others are not looked at. */
const TELLING = new Set(["resolving", "resolved", "connecting", "connected", "secured", "refused", "closed", "packet"]);

function follow(
	trace: Trace,
	seq: number,
	drafts: Map<string, Draft>,
	resolvings: Map<CallId, { startAt: Nanoseconds; endAt?: Nanoseconds }>,
	perLink: Map<LinkName, number>,
): void {
	if (!TELLING.has(trace.kind(seq))) return;
	const event = trace.event(seq);
	if (event.kind === "resolving") resolvings.set(event.call, { startAt: event.at });
	else if (event.kind === "resolved") {
		const resolving = resolvings.get(event.call);
		if (resolving) resolving.endAt = event.at;
	} else if (event.kind === "connecting") {
		const link = linkName(event.node, event.data.to);
		const number = (perLink.get(link) ?? 0) + 1;
		perLink.set(link, number);
		drafts.set(event.connection, opened(event, number, trace, resolvings.get(event.call)));
	} else if ("connection" in event) {
		const draft = drafts.get(event.connection);
		if (draft) goOn(draft, event);
	}
}

function opened(
	{ connection, node, data, call, exchange, at, seq }: EventOf<"connecting">,
	number: number,
	trace: Trace,
	resolving: Span | undefined,
): Draft {
	const link = linkName(node, data.to);
	return {
		...{ name: connection, number, from: node, to: data.to, link, call, exchange },
		protocol: trace.header.scenario.links[link]?.over ?? "http/1.1",
		...(resolving === undefined ? {} : { resolving }),
		connecting: { startAt: at },
		openedSeq: seq,
		refused: false,
		messages: [],
		packetSeqs: [],
		lostPackets: 0,
	};
}

function goOn(draft: Draft, event: TraceEvent): void {
	const { startAt } = draft.connecting;
	if (event.kind === "connected") draft.connecting = { startAt, endAt: event.at };
	else if (event.kind === "refused") {
		draft.connecting = { startAt, endAt: event.at };
		draft.refused = true;
	} else if (event.kind === "secured") {
		const { tls, handshake, roundTrips } = event.data;
		draft.keys = { tls, handshake, roundTrips, at: event.at };
	} else if (event.kind === "closed") draft.closed = { at: event.at, why: event.data.why };
	else if (event.kind === "packet") {
		draft.packetSeqs.push(event.seq);
		if (event.data.lost !== undefined) draft.lostPackets += 1;
	}
}
