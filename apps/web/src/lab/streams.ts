import { type Analysis, exchangeAt, type MessageFlight } from "@roundtrip/analysis";
import { type CallId, type EventKind, isStream, type LinkName, type Nanoseconds, routeOf } from "@roundtrip/model";

/** An answer that goes on: from the sending of its head until one side has ended or left it. */
export interface OpenStream {
	readonly call: CallId;
	readonly exchange: number;
	readonly link: LinkName;
	/** Who has asked for it, and who answers. */
	readonly client: string;
	readonly server: string;
	readonly fromSeq: number;
	/** The last event of the run where nobody has ended it. */
	readonly toSeq: number;
	readonly fromAt: Nanoseconds;
	readonly toAt: Nanoseconds;
	/** In the order of sending, ends included. */
	readonly items: readonly MessageFlight[];
}

/** Every stream of a run, in the order of their beginning. */
export function streamsOf(run: Analysis): readonly OpenStream[] {
	const items = itemsByCall(run.messages);
	const heads = run.messages.filter(
		(flight) => flight.message === `${flight.call}<` && (items.has(flight.call) || isStreamed(run, flight)),
	);
	if (heads.length === 0) return [];
	const ends = endsOf(run, new Set(heads.map(({ call }) => call)));
	const lastSeq = run.trace.length - 1;
	return heads.map(({ call, exchange, link, from, to, sentSeq, sentAt }) => {
		const toSeq = ends.get(call) ?? lastSeq;
		return {
			...{ call, exchange, link, client: to, server: from, fromSeq: sentSeq, fromAt: sentAt },
			...{ toSeq, toAt: run.trace.at(toSeq), items: items.get(call) ?? [] },
		};
	});
}

function itemsByCall(flights: readonly MessageFlight[]): ReadonlyMap<CallId, readonly MessageFlight[]> {
	const items = new Map<CallId, MessageFlight[]>();
	for (const flight of flights) {
		if (flight.item === undefined) continue;
		const known = items.get(flight.call);
		if (known) known.push(flight);
		else items.set(flight.call, [flight]);
	}
	return items;
}

/** Nothing may come on a stream: then its route says what it is. */
function isStreamed(run: Analysis, { call, exchange, from, summary }: MessageFlight): boolean {
	if (call.includes("/") || Number.parseInt(summary, 10) >= 300) return false;
	const report = exchangeAt(run.exchanges, exchange);
	const steps = report && run.trace.header.scenario.routes[from]?.[routeOf(report.request)];
	return steps !== undefined && isStream(steps);
}

/** With any of these the asking side has no stream any more. */
const ENDS: ReadonlySet<EventKind> = new Set(["settled", "timed-out", "closed", "retried"]);

function endsOf({ trace }: Analysis, calls: ReadonlySet<CallId>): ReadonlyMap<CallId, number> {
	const ends = new Map<CallId, number>();
	for (let seq = 0; seq < trace.length; seq++) {
		const kind = trace.kind(seq);
		if (kind !== "delivered" && !ENDS.has(kind)) continue;
		const event = trace.event(seq);
		if (!("call" in event) || !calls.has(event.call) || ends.has(event.call)) continue;
		if (event.kind !== "delivered" || event.message === `${event.call}<end`) ends.set(event.call, seq);
	}
	return ends;
}
