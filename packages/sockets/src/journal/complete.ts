import { createLinkChanges, linkMoment } from "@roundtrip/behaviour";
import { type CallId, callParts, type MessageId, requestOf, responseOf, type Scenario } from "@roundtrip/model";
import { deathsOf } from "./deaths.ts";
import type { ArrivedNote, CutNote, DelayedEntry, JournalEntry, LostEntry, Note, RepliedEntry } from "./entry.ts";
import { isOfHeartbeat } from "./entry.ts";
import { forgottenCommits } from "./forgotten.ts";
import { type HandedItems, handedItems } from "./handed-items.ts";
import type { Moment } from "./moments.ts";
import { cutsOf, openMessages } from "./open-messages.ts";
import { recoveredCommits } from "./recovered.ts";
import type { RunRecord } from "./run-record.ts";
import { type SentMessages, sentAs, sentMessages } from "./sent-messages.ts";
import { timesOfLeaving, timesOut, unseenAnswers } from "./unseen-answers.ts";

/**
 * All events of a run in the order of time. Processes that were killed could not tell the end of what they were doing;
 * what became of it follows from what the others saw, from the crashes and from the databases' files.
 */
export function completeMoments(record: RunRecord): readonly Moment[] {
	const deaths = deathsOf(record);
	const entries = withoutLastBeats(record.lives.flatMap((life) => life.entries));
	const handedOver = { answers: answersOf(entries), items: handedItems(entries) };
	const sent = sentMessages(entries);
	const told = entries.flatMap((entry) => toldBy(entry, sent, handedOver));
	const unseen = unseenAnswers(entries, sent, record, deaths);
	const known = [...told, ...unseen];
	const forgetting = forgottenCommits(record, known);
	// Where times are equal the order here decides: a commit comes before the crash, what is lost by the crash after it.
	const moments: Moment[] = [
		...told,
		...recoveredCommits(record, known, deaths, forgetting.commits),
		...forgetting.moments,
		...deaths.moments,
		...(record.hamperings ?? []),
		...unseen,
		...openMessages(
			sent,
			known,
			{ timedOut: timesOut(entries), left: timesOfLeaving(entries) },
			deaths,
			cutsOf(record.scenario),
		),
	];
	return [...linkMomentsOf(record.scenario, moments), ...moments].sort(
		(a, b) => a.at - b.at || placeOf(a) - placeOf(b),
	);
}

/** What became of links by plan, as long as anything else happened. */
function linkMomentsOf(scenario: Scenario, moments: readonly Moment[]): readonly Moment[] {
	const changes = createLinkChanges(scenario);
	if (changes === undefined) return [];
	const lastNs = moments.reduce((latest, { at }) => Math.max(latest, at), 0);
	const told: Moment[] = [];
	while (changes.nextNs <= lastNs) told.push(linkMoment(changes.take()));
	return told;
}

/**
 * A run is over when nobody has anything to do any more. That is seen a little later; the pings of that time are of no run.
 */
function withoutLastBeats(entries: readonly JournalEntry[]): readonly JournalEntry[] {
	if (!entries.some(isOfHeartbeat)) return entries;
	const overNs = entries.reduce((last, each) => (isOfHeartbeat(each) ? last : Math.max(last, each.at)), 0);
	const late = new Set(
		entries.flatMap((each) =>
			"note" in each && each.note === "handed" && isOfHeartbeat(each) && each.at > overNs ? [each.message] : [],
		),
	);
	return entries.filter(
		(each) => !isOfHeartbeat(each) || !("message" in each) || !late.has(pingOf(each.message ?? "")),
	);
}

/** The ping that a pong answers, or itself. */
function pingOf(message: MessageId): MessageId {
	return message.replace(">pong", "<ping");
}

/** When servers handed over what they said. */
interface HandedOver {
	readonly answers: ReadonlyMap<CallId, RepliedEntry>;
	readonly items: HandedItems;
}

function toldBy(entry: JournalEntry, sent: SentMessages, handedOver: HandedOver): readonly Moment[] {
	if (!("note" in entry)) return [momentOf(entry, handedOver)];
	if (entry.note === "cut") return [cut(entry, sent)];
	if (entry.note !== "arrived" || isEcho(entry, sent)) return [];
	return [arrival(entry, sent)];
}

/** A library's own answer to the end of a conversation: nobody has sent it. */
function isEcho({ message }: ArrivedNote, sent: SentMessages): boolean {
	return message !== undefined && callParts(message).item === "end" && !sent.has(message);
}

/** A message follows what was done for it at the same time, and what becomes of it follows the message. */
function placeOf(moment: Moment): number {
	if (moment.kind === "sent") return 1;
	if (moment.kind === "delayed") return 2;
	return moment.kind === "lost" ? 3 : 0;
}

function answersOf(entries: readonly JournalEntry[]): ReadonlyMap<CallId, RepliedEntry> {
	return new Map(
		entries.flatMap((entry) => ("note" in entry || entry.kind !== "replied" ? [] : [[entry.call, entry] as const])),
	);
}

/** Both ends of a link have the same clock: an answer was sent when its node handed it over. */
function momentOf(entry: Exclude<JournalEntry, Note>, { answers, items }: HandedOver): Moment {
	if (entry.kind === "replied") {
		const { summary: _summary, size: _size, ...moment } = entry;
		return moment;
	}
	if (entry.kind !== "sent" && entry.kind !== "delayed" && entry.kind !== "lost") return entry;
	const isAnswer = entry.message === responseOf(entry.call);
	const handedNs = isAnswer ? answers.get(entry.call)?.at : items.get(entry.message)?.at;
	if (entry.kind === "lost") return lossOf(entry, handedNs);
	const at = handedNs ?? entry.at;
	if (entry.kind === "delayed") return heldUp(entry, handedNs);
	const { leftNs: _left, dueNs: _due, damagedBy: _damaged, ...moment } = entry;
	return { ...moment, at };
}

/** @param handedNs when its node handed it over, where that isn't the asking end */
function heldUp({ isOvertaken, ...moment }: DelayedEntry, handedNs: number | undefined): Moment {
	if (handedNs === undefined) return moment;
	if (isOvertaken !== true) return { ...moment, at: handedNs };
	return { ...moment, data: { ...moment.data, by: Math.max(0, moment.at - handedNs) } };
}

/** A fault strikes an answer on its way, which began when its node handed it over. */
function lossOf({ dueNs, ...moment }: LostEntry, handedNs: number | undefined): Moment {
	if (dueNs === undefined || handedNs === undefined || moment.data.why !== "fault") return moment;
	return { ...moment, at: handedNs + Math.floor(Math.max(0, dueNs - handedNs) * moment.data.where) };
}

/** The receiver of a request or of an item knows its name; the sender knows the rest. */
function arrival({ at, node, call, message = requestOf(call) }: ArrivedNote, sent: SentMessages): Moment {
	const { exchange, attempt, connection, node: from, damagedBy } = sentAs(message, sent);
	const data = damagedBy === undefined ? { from } : { from, damaged: damagedBy };
	return { at, node, exchange, attempt, call, connection, message, kind: "delivered", data };
}

function cut({ at, node, call }: CutNote, sent: SentMessages): Moment {
	const { exchange, attempt, connection, node: to } = sentAs(requestOf(call), sent);
	return { at, node, exchange, attempt, call, connection, kind: "closed", data: { to, why: "no-pong" } };
}
