import type { MessageFlight } from "@roundtrip/analysis";
import type { CallId, TraceEvent } from "@roundtrip/model";
import type { Run } from "../../lab/run.ts";
import { groupBy } from "../group-by.ts";
import { lanesOf } from "../time/lanes.ts";

import { type Mark, markOf } from "./mark.ts";

/** A stretch of a lifeline: a client waits, a request queues, a worker is busy, a stream is held open, a node is down. */
export interface Bar {
	readonly kind: "waits" | "queued" | "busy" | "stream" | "down";
	readonly node: string;
	readonly fromSeq: number;
	readonly toSeq: number;
	/** 0 on the lifeline, 1 beside it, and so on. */
	readonly lane: number;
	readonly exchange?: number;
}

/** A connection being opened, or its keys being agreed upon. */
export interface Opening {
	readonly what: "connect" | "keys";
	readonly from: string;
	readonly to: string;
	readonly fromSeq: number;
	/** Absent where nobody answered. */
	readonly toSeq?: number;
	readonly refused: boolean;
	readonly exchange: number;
}

/** What a sequence diagram of a run shows, by events; where these lie is for a scale to say. */
export interface SequenceModel {
	readonly nodes: readonly string[];
	readonly messages: readonly MessageFlight[];
	readonly openings: readonly Opening[];
	readonly bars: readonly Bar[];
	readonly marks: readonly Mark[];
	/** The lane of a call at a node, for the ends of its messages. */
	laneOf(call: CallId, node: string): number;
}

interface OpenBar {
	readonly kind: Bar["kind"];
	readonly node: string;
	readonly call: CallId;
	readonly fromSeq: number;
	readonly exchange?: number;
}

/** Reads a run once for its sequence diagram. */
export function sequenceModel(run: Run): SequenceModel {
	const collected = [...waitsOf(run), ...streamBars(run)];
	const marks: Mark[] = [];
	const open = new Map<string, OpenBar>();
	const lastSeq = run.trace.length - 1;
	const begin = (bar: OpenBar): void => void open.set(`${bar.kind} ${bar.node} ${bar.call}`, bar);
	const end = (kind: Bar["kind"], node: string, call: CallId, seq: number): void => {
		const key = `${kind} ${node} ${call}`;
		const bar = open.get(key);
		if (!bar) return;
		open.delete(key);
		collected.push({ ...bar, toSeq: seq });
	};
	for (const event of run.trace.events()) {
		const mark = markOf(event);
		if (mark) marks.push(mark);
		followBars(event, begin, end, open);
	}
	for (const bar of open.values()) collected.push({ ...bar, toSeq: lastSeq });
	const { bars, laneOf } = laned(collected);
	return { nodes: run.nodes, messages: run.messages, openings: openingsOf(run), bars, marks, laneOf };
}

interface ClosedBar extends OpenBar {
	readonly toSeq: number;
}

/** From the begin of each attempt to its end, its client waits. */
function waitsOf(run: Run): readonly ClosedBar[] {
	const lastSeq = run.trace.length - 1;
	return run.exchanges.flatMap(({ exchange, client, attempts }) =>
		attempts.map(({ call, begunSeq, endedSeq }) => ({
			...{ kind: "waits" as const, node: client, call, exchange },
			fromSeq: begunSeq,
			toSeq: endedSeq ?? lastSeq,
		})),
	);
}

/** Both ends hold a stream: its server from the sending of its head, its client from its arrival. */
function streamBars(run: Run): readonly ClosedBar[] {
	return run.streams.flatMap(({ call, exchange, client, server, fromSeq, toSeq }) => {
		const held = { kind: "stream" as const, call, exchange, toSeq };
		const head = run.messages.find(({ message }) => message === `${call}<`);
		return [
			{ ...held, node: server, fromSeq },
			{ ...held, node: client, fromSeq: head?.deliveredSeq ?? fromSeq },
		];
	});
}

function followBars(
	event: TraceEvent,
	begin: (bar: OpenBar) => void,
	end: (kind: Bar["kind"], node: string, call: CallId, seq: number) => void,
	open: ReadonlyMap<string, OpenBar>,
): void {
	const { kind, node, seq } = event;
	if (kind === "queued") {
		begin({ kind: "queued", node, call: event.call, fromSeq: seq, exchange: event.exchange });
	} else if (kind === "connecting" || kind === "sent" || kind === "timed-out") {
		end("queued", node, event.call, seq);
	} else if (kind === "started") {
		end("queued", node, event.call, seq);
		begin({ kind: "busy", node, call: event.call, fromSeq: seq, exchange: event.exchange });
	} else if (kind === "replied") {
		end("queued", node, event.call, seq);
		end("busy", node, event.call, seq);
	} else if (kind === "crashed") {
		for (const bar of [...open.values()]) if (bar.node === node) end(bar.kind, node, bar.call, seq);
		begin({ kind: "down", node, call: "", fromSeq: seq });
	} else if (kind === "restarted") end("down", node, "", seq);
}

/** Lanes by node; a call keeps its lane from the queue into work. */
function laned(collected: readonly ClosedBar[]): Pick<SequenceModel, "laneOf"> & { readonly bars: readonly Bar[] } {
	const lanes = new Map<string, number>();
	const bars: Bar[] = [];
	for (const [node, own] of groupBy(collected, (bar) => bar.node)) {
		const calls = [...groupBy(own, (bar) => bar.call).values()];
		const given = lanesOf(
			calls.map((parts) => ({
				from: Math.min(...parts.map((part) => part.fromSeq)),
				to: Math.max(...parts.map((part) => part.toSeq)),
			})),
		);
		for (const [at, parts] of calls.entries()) {
			for (const { kind, call, fromSeq, toSeq, exchange } of parts) {
				const lane = kind === "down" ? 0 : (given[at] ?? 0);
				lanes.set(`${node} ${call}`, lane);
				bars.push({ kind, node, fromSeq, toSeq, lane, ...(exchange === undefined ? {} : { exchange }) });
			}
		}
	}
	return { bars, laneOf: (call, node) => lanes.get(`${node} ${call}`) ?? 0 };
}

function openingsOf(run: Run): readonly Opening[] {
	return run.roundTrips.flatMap((trip) => {
		if (trip.reason !== "connect" && trip.reason !== "tls") return [];
		const what = trip.reason === "connect" ? "connect" : "keys";
		const [from = "", to = ""] = trip.link.split(" -> ");
		return [
			{
				what,
				from,
				to,
				fromSeq: trip.startSeq,
				...(trip.endSeq === undefined ? {} : { toSeq: trip.endSeq }),
				refused: trip.ended === "refused",
				exchange: trip.exchange,
			},
		];
	});
}
