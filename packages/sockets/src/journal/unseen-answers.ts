import { type CallId, linkName, requestOf, responseOf } from "@roundtrip/model";
import type { Deaths } from "./deaths.ts";
import type { JournalEntry, RepliedEntry } from "./entry.ts";
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
	return entries.flatMap((entry) => {
		if ("note" in entry || entry.kind !== "replied" || sent.has(responseOf(entry.call))) return [];
		const request = sentAs(requestOf(entry.call), sent);
		const backNs = Math.ceil((record.scenario.links[linkName(request.node, entry.node)]?.rtt ?? 0) / 2);
		const givenUpNs = givenUp.get(request.connection) ?? timedOut.get(entry.call);
		const loss = lossOf(entry, request, backNs, givenUpNs, deaths);
		if (loss === undefined) return [];
		const { exchange, attempt, call, connection, node: to } = request;
		const of = { exchange, attempt, call, connection, message: responseOf(call), node: entry.node };
		const { summary, size } = entry;
		const leaves: Moment = { ...of, at: entry.at, kind: "sent", data: { to, summary, size } };
		const ends: Moment = { ...of, at: loss.at, kind: "lost", data: { to, where: loss.where, why: loss.why } };
		return [leaves, ends];
	});
}

/** By connection. */
function timesOfGivingUp(entries: readonly JournalEntry[]): ReadonlyMap<string, number> {
	const times = new Map<string, number>();
	for (const entry of entries) {
		if ("note" in entry || entry.kind !== "closed" || entry.data.why !== "gave-up") continue;
		times.set(entry.connection, entry.at);
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

interface Loss {
	readonly at: number;
	readonly where: number;
	readonly why: "node-down" | "closed";
}

/** How an answer was lost that nobody saw; undefined where it never left, because its own node was killed. */
function lossOf(
	replied: RepliedEntry,
	request: SentMoment,
	backNs: number,
	givenUpNs: number | undefined,
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
	throw new Error(`the answer of ${replied.call} was written, and nobody saw it`);
}
