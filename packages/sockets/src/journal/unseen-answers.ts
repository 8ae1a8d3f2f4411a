import { attemptCall, type CallId, itemOf, linkName, type MessageId, requestOf, responseOf } from "@roundtrip/model";
import type { Deaths } from "./deaths.ts";
import type { JournalEntry } from "./entry.ts";
import type { Moment, SentMoment } from "./moments.ts";
import type { RunRecord } from "./run-record.ts";
import { type SentMessages, sentAs } from "./sent-messages.ts";

/** Answers that were handed over where nobody was left to see their bytes, and what became of them. */
export function unseenAnswers(
	entries: readonly JournalEntry[],
	sent: SentMessages,
	record: RunRecord,
	deaths: Deaths,
): readonly Moment[] {
	const givenUp = timesOfGivingUp(entries);
	const timedOut = timesOut(entries);
	const left = timesOfLeaving(entries);
	const broken = timesOfBreaking(entries);
	const closed = closedEnds(entries);
	return entries.flatMap((entry) => {
		const handed = handedOver(entry);
		if (handed === undefined || sent.has(handed.message)) return [];
		const request = sentAs(requestOf(handed.call), sent);
		const backNs = Math.ceil((record.scenario.links[linkName(request.node, entry.node)]?.rtt ?? 0) / 2);
		const givenUpNs = givenUp.get(request.connection) ?? timedOut.get(handed.call) ?? left.get(handed.call);
		const brokenNs = broken.get(request.connection);
		const isBehindEnd = closed.has(handed.message);
		const loss = isBehindEnd
			? ({ at: handed.at, where: 0, why: "closed" } as const)
			: lossOf(handed, request, { backNs, givenUpNs, brokenNs }, deaths);
		if (loss === undefined) return [];
		const { exchange, attempt, call, connection, node: to } = request;
		const { summary, size, message } = handed;
		const of = { exchange, attempt, call, connection, message, node: entry.node };
		const leaves: Moment = { ...of, at: entry.at, kind: "sent", data: { to, summary, size } };
		const ends: Moment = { ...of, at: loss.at, kind: "lost", data: { to, where: loss.where, why: loss.why } };
		return [leaves, ends];
	});
}

/** What servers handed over behind the end of their side: they had closed because their client did, and worked on. */
function closedEnds(entries: readonly JournalEntry[]): ReadonlySet<MessageId> {
	const ended = new Set<CallId>();
	const behind = new Set<MessageId>();
	for (const entry of entries) {
		if (!("note" in entry) || entry.note !== "handed") continue;
		if (ended.has(entry.call)) behind.add(entry.message);
		if (entry.message === itemOf(responseOf(entry.call), "end")) ended.add(entry.call);
	}
	return behind;
}

/** What a server handed over: an answer, or an item of a stream. */
interface Handed {
	readonly at: number;
	readonly node: string;
	readonly call: CallId;
	readonly message: MessageId;
	readonly summary: string;
	readonly size: number;
}

function handedOver(entry: JournalEntry): Handed | undefined {
	if ("note" in entry) return entry.note === "handed" ? entry : undefined;
	return entry.kind === "replied" ? { ...entry, message: responseOf(entry.call) } : undefined;
}

/** By connection. */
function timesOfGivingUp(entries: readonly JournalEntry[]): ReadonlyMap<string, number> {
	const times = new Map<string, number>();
	for (const entry of entries) {
		if ("note" in entry || entry.kind !== "closed" || !OWN_ENDS.includes(entry.data.why)) continue;
		times.set(entry.connection, entry.at);
	}
	return times;
}

/** By connection: when a fault has ended it together with a message. */
function timesOfBreaking(entries: readonly JournalEntry[]): ReadonlyMap<string, number> {
	return new Map(
		entries.flatMap((entry) =>
			"note" in entry || entry.kind !== "lost" || entry.data.why !== "fault" || entry.data.where % 1 !== 0
				? []
				: [[entry.connection, entry.at] as const],
		),
	);
}

/** Why an asker ends a connection itself. */
const OWN_ENDS: readonly string[] = ["gave-up", "left"];

/** By call: when its asker had enough of the stream, of the conversation as a whole, or had its answer from a copy. */
export function timesOfLeaving(entries: readonly JournalEntry[]): ReadonlyMap<CallId, number> {
	const settled = new Map<number, number>();
	const times = new Map<CallId, number>();
	for (const entry of entries) {
		if ("note" in entry || entry.kind !== "settled") continue;
		times.set(entry.call, entry.at);
		settled.set(entry.exchange, entry.at);
	}
	for (const entry of entries) {
		if ("note" in entry || entry.kind !== "retried" || entry.data.hedged !== true) continue;
		const overNs = settled.get(entry.exchange);
		if (overNs === undefined) continue;
		for (let attempt = 1; attempt <= entry.attempt; attempt++) {
			const call = attemptCall(entry.exchange, attempt);
			if (!times.has(call)) times.set(call, overNs);
		}
	}
	return times;
}

/** By call: where calls share a connection, it goes on without the one that was given up. */
export function timesOut(entries: readonly JournalEntry[]): ReadonlyMap<CallId, number> {
	return new Map(
		entries.flatMap((entry) =>
			"note" in entry || entry.kind !== "timed-out" ? [] : [[entry.call, entry.at] as const],
		),
	);
}

/** How long an answer takes, and when its connection came to an end without anybody's death. */
interface Ends {
	readonly backNs: number;
	readonly givenUpNs: number | undefined;
	readonly brokenNs: number | undefined;
}

interface Loss {
	readonly at: number;
	readonly where: number;
	readonly why: "node-down" | "closed";
}

/** How an answer was lost that nobody saw; undefined where it never left, because its own node was killed. */
function lossOf(
	replied: Handed,
	request: SentMoment,
	{ backNs, givenUpNs, brokenNs }: Ends,
	deaths: Deaths,
): Loss | undefined {
	const arrivesNs = replied.at + backNs;
	if (givenUpNs !== undefined) {
		if (givenUpNs <= replied.at) return { at: replied.at, where: 0, why: "closed" };
		// Its asker gave up while its bytes were coming in.
		return { at: Math.max(arrivesNs, givenUpNs), where: 1, why: "closed" };
	}
	const crash = deaths.from(request.node, request.at);
	if (crash !== undefined) {
		// The machine of a killed process says so, which takes half a round-trip; a dark one says nothing.
		const isKnown = !crash.data.silent && crash.at + backNs <= replied.at;
		if (isKnown) return { at: replied.at, where: 0, why: "closed" };
		return { at: Math.max(arrivesNs, crash.at), where: 1, why: "node-down" };
	}
	if (deaths.from(replied.node, replied.at) !== undefined) return undefined;
	if (brokenNs !== undefined) {
		if (brokenNs <= replied.at) return { at: replied.at, where: 0, why: "closed" };
		return { at: Math.max(arrivesNs, brokenNs), where: 1, why: "closed" };
	}
	throw new Error(`${replied.message} was written, and nobody saw it`);
}
