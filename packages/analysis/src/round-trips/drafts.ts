import {
	asideOf,
	type LinkSpec,
	linkName,
	type Scenario,
	type Trace,
	type WaitReason,
	type Waits,
} from "@roundtrip/model";
import type { MessageFlight } from "../flight.ts";
import { type CallLog, type ConnectLog, NONE, placedAt, type Reading } from "../reading/call-log.ts";
import { comebacksBetween } from "../reading/lane.ts";
import { type FlowControlWindow, REASONS_OF_WAITS, type RoundTripReason } from "./reason.ts";
import type { RoundTripEnd } from "./round-trip.ts";

/** A round-trip as its call's log tells it, by sequence number. */
export interface Draft {
	readonly reason: RoundTripReason;
	readonly window?: FlowControlWindow | undefined;
	readonly count: number;
	readonly connection?: string | undefined;
	readonly start: number;
	/** Absent where it didn't come back, and where the trace doesn't tell when. */
	readonly end?: number | undefined;
	readonly isEstimate: boolean;
	readonly ended: RoundTripEnd;
}

/** Every round-trip of one call, in the order in which they begin. */
export function draftsOf(call: CallLog, reading: Reading): readonly Draft[] {
	const drafts: Draft[] = [];
	const { scenario } = reading.trace.header;
	const queue = call.queuedForConnection === NONE ? undefined : queueOf(call, reading);
	if (queue) drafts.push(queue);
	for (const { started, ended } of call.resolves) {
		drafts.push({ reason: "dns", ...single(started, ended, endWithoutAnswer(call)) });
	}
	const link = scenario.links[linkName(call.from, call.to)];
	for (const connect of call.connects) addHandshake(drafts, call, connect, link, reading);
	if (!call.request) return drafts;
	const { connection, sentSeq: start } = call.request;
	const asks = asideOf(call.call) ?? (scenario.nodes[call.to]?.is === "database" ? "query" : "request");
	const reason = call.followedBy === undefined ? asks : "redirect";
	const end = call.response?.deliveredSeq;
	const ended = end === undefined ? endWithoutAnswer(call) : "answered";
	drafts.push({ reason, count: 1, connection, start, end, isEstimate: false, ended });
	if (call.waits !== undefined) drafts.push(...waitsOf(call.waits, connection, start));
	return drafts;
}

/** True for a call's own round-trips: those of a queue are begun by others, and counted there. */
export function isOwn({ reason }: Pick<Draft, "reason">): boolean {
	return reason !== "queue";
}

function single(start: number, ended: number, otherwise: RoundTripEnd): Omit<Draft, "reason"> {
	const isBack = ended !== NONE;
	return {
		count: 1,
		start,
		end: isBack ? ended : undefined,
		isEstimate: false,
		ended: isBack ? "answered" : otherwise,
	};
}

/** What came back to others on the connection that the call got, or on those before it in its place. */
function queueOf(call: CallLog, reading: Reading): Draft | undefined {
	const { queuedForConnection: start } = call;
	const end = placedAt(call);
	if (start === NONE || end === NONE) return undefined;
	const connection = call.connects[0]?.connection ?? call.connection ?? "";
	const count = comebacksBetween(reading.lanes.get(connection), start, end);
	if (count === 0) return undefined;
	return { reason: "queue", count, connection, start, end, isEstimate: false, ended: "answered" };
}

/** The round-trips of the opening of a connection. */
function addHandshake(
	drafts: Draft[],
	call: CallLog,
	connect: ConnectLog,
	link: LinkSpec | undefined,
	{ trace }: Reading,
): void {
	const { connection, started, ended, result, secured, keys, distrusted } = connect;
	const isOpen = ended !== NONE;
	// QUIC with 0-RTT opens its connection with the request in the first flight: nobody waits for it.
	const isAlongside = link?.over === "http/3" && call.request !== undefined && leftBefore(call.request, connect, trace);
	drafts.push({
		reason: "connect",
		count: isAlongside ? 0 : 1,
		connection,
		start: started,
		end: isOpen ? ended : undefined,
		isEstimate: false,
		ended: result === "refused" ? "refused" : isOpen ? "answered" : endWithoutAnswer(call),
	});
	if (keys && keys.roundTrips > 0) {
		const count = keys.roundTrips;
		drafts.push({ ...single(ended, secured, "run-over"), reason: "tls", connection, count });
	} else if (distrusted !== NONE) {
		drafts.push({ ...single(ended, distrusted, "refused"), reason: "tls", connection, ended: "refused" });
	} else if (!keys && isUnsecured(call, connect, link)) {
		drafts.push({ ...single(ended, NONE, endWithoutAnswer(call)), reason: "tls", connection });
	}
}

function leftBefore({ sentSeq }: MessageFlight, { started, ended }: ConnectLog, trace: Trace): boolean {
	return ended === NONE || sentSeq < ended || trace.at(ended) === trace.at(started);
}

/** Connected where keys are needed, and then something ended it. */
function isUnsecured({ request }: CallLog, { result }: ConnectLog, link: LinkSpec | undefined): boolean {
	return result === "connected" && !request && link?.tls !== undefined && link.over !== "http/3";
}

function waitsOf(waits: Waits, connection: string, start: number): readonly Draft[] {
	return Object.entries(waits).flatMap(([name, count]): readonly Draft[] => {
		if (count === 0) return [];
		// The keys of waits are its reasons.
		const { reason, window } = REASONS_OF_WAITS[name as WaitReason];
		return [{ reason, window, count, connection, start, isEstimate: true, ended: "answered" }];
	});
}

/** A loss is named before the giving up that follows from it: it is the reason. */
function endWithoutAnswer(call: CallLog): RoundTripEnd {
	if (call.request?.lost) return "request-lost";
	if (call.response?.lost && call.response.lost.why !== "closed") return "response-lost";
	const how = call.end?.result.how;
	if (how === "timed-out" || how === "not-sent") return "gave-up";
	if (how === "reset") return "reset";
	return how === "refused" ? "refused" : "run-over";
}

/** There and back on a link; 0 where the scenario doesn't have it. */
export function rttOf(scenario: Scenario, link: string): number {
	return scenario.links[link]?.rtt ?? 0;
}
