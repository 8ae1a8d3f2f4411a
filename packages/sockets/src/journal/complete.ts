import { type CallId, linkName, requestOf, responseOf } from "@roundtrip/model";
import { type Deaths, deathsOf } from "./deaths.ts";
import type { ArrivedNote, JournalEntry } from "./entry.ts";
import type { Moment, MomentOf, SentMoment } from "./moments.ts";
import { recoveredCommits } from "./recovered.ts";
import type { RunRecord } from "./run-record.ts";

/**
 * All events of a run in the order of time. Processes that were killed could not tell the end of what they were doing;
 * what became of it follows from what the others saw, from the crashes and from the databases' files.
 */
export function completeMoments(record: RunRecord): readonly Moment[] {
	const deaths = deathsOf(record);
	const entries = record.lives.flatMap((life) => life.entries);
	const handedOver = answers(entries);
	const sent = sentMessages(entries);
	const told = entries.map((entry) => ("note" in entry ? arrival(entry, sent) : momentOf(entry, handedOver)));
	const unseen = unseenAnswers(entries, sent, record, deaths);
	const known = [...told, ...unseen];
	// Where times are equal the order here decides: a commit comes before the crash, what is lost by the crash after it.
	const moments: Moment[] = [
		...told,
		...recoveredCommits(record, known, deaths),
		...deaths.moments,
		...unseen,
		...openMessages(sent, known, deaths),
	];
	return moments.sort((a, b) => a.at - b.at || placeOf(a) - placeOf(b));
}

/** A message follows what was done for it at the same time, and what becomes of it follows the message. */
function placeOf(moment: Moment): number {
	if (moment.kind === "sent") return 1;
	if (moment.kind === "delayed") return 2;
	return moment.kind === "lost" ? 3 : 0;
}

type RepliedEntry = Extract<JournalEntry, { readonly kind: "replied" }>;

function answers(entries: readonly JournalEntry[]): ReadonlyMap<CallId, RepliedEntry> {
	return new Map(
		entries.flatMap((entry) => ("note" in entry || entry.kind !== "replied" ? [] : [[entry.call, entry] as const])),
	);
}

/** Both ends of a link have the same clock: an answer was sent when its node handed it over. */
function momentOf(
	entry: Exclude<JournalEntry, { readonly note: string }>,
	handedOver: ReadonlyMap<CallId, RepliedEntry>,
): Moment {
	if (entry.kind === "replied") {
		const { summary: _summary, size: _size, ...moment } = entry;
		return moment;
	}
	if (entry.kind !== "sent" && entry.kind !== "delayed") return entry;
	const handedNs = entry.message === responseOf(entry.call) ? handedOver.get(entry.call)?.at : undefined;
	const at = handedNs ?? entry.at;
	if (entry.kind === "delayed") return { ...entry, at };
	const { leftNs: _left, dueNs: _due, ...moment } = entry;
	return { ...moment, at };
}

type SentMessages = ReadonlyMap<string, SentMoment>;

function sentMessages(entries: readonly JournalEntry[]): SentMessages {
	return new Map(
		entries.flatMap((entry) => ("note" in entry || entry.kind !== "sent" ? [] : [[entry.message, entry] as const])),
	);
}

function sentAs(message: string, sent: SentMessages): SentMoment {
	const moment = sent.get(message);
	if (moment === undefined) throw new Error(`${message} arrived without having been sent`);
	return moment;
}

/** The receiver of a request knows its call; the sender knows the rest. */
function arrival({ at, node, call }: ArrivedNote, sent: SentMessages): Moment {
	const message = requestOf(call);
	const { exchange, attempt, connection, node: from } = sentAs(message, sent);
	return { at, node, exchange, attempt, call, connection, message, kind: "delivered", data: { from } };
}

/** Answers that were written where nobody was left to see their bytes, and what became of them. */
function unseenAnswers(
	entries: readonly JournalEntry[],
	sent: SentMessages,
	record: RunRecord,
	deaths: Deaths,
): readonly Moment[] {
	const closings = new Map(
		entries.flatMap((entry) =>
			"kind" in entry && entry.kind === "closed" ? [[entry.connection, entry.at] as const] : [],
		),
	);
	return entries.flatMap((entry) => {
		if ("note" in entry || entry.kind !== "replied" || sent.has(responseOf(entry.call))) return [];
		const request = sentAs(requestOf(entry.call), sent);
		const loss = lossOfUnseen(entry, request, closings.get(request.connection), record, deaths);
		if (loss === undefined) return [];
		const { exchange, attempt, call, connection, node: to } = request;
		const of = { exchange, attempt, call, connection, message: responseOf(call), node: entry.node };
		const { summary, size } = entry;
		const leaves: Moment = { ...of, at: entry.at, kind: "sent", data: { to, summary, size } };
		const ends: Moment = { ...of, at: loss.at, kind: "lost", data: { to, where: loss.where, why: loss.why } };
		return [leaves, ends];
	});
}

interface Loss {
	readonly at: number;
	readonly where: number;
	readonly why: "node-down" | "closed";
}

/** How an answer was lost that nobody saw; undefined where it never left, because its own node was killed. */
function lossOfUnseen(
	replied: RepliedEntry,
	request: SentMoment,
	closedNs: number | undefined,
	{ scenario }: RunRecord,
	deaths: Deaths,
): Loss | undefined {
	const asker = request.node;
	if (closedNs !== undefined && closedNs <= replied.at) return { at: replied.at, where: 0, why: "closed" };
	const rttNs = scenario.links[linkName(asker, replied.node)]?.rtt ?? 0;
	const crash = deaths.until(asker, replied.at) ?? deaths.from(asker, replied.at);
	if (crash !== undefined && crash.at >= request.at) {
		// The machine of a killed process says so, which takes half a round-trip; a dark one says nothing.
		const isKnown = !crash.data.silent && crash.at + Math.floor(rttNs / 2) <= replied.at;
		if (isKnown) return { at: replied.at, where: 0, why: "closed" };
		return { at: Math.max(replied.at + Math.ceil(rttNs / 2), crash.at), where: 1, why: "node-down" };
	}
	if (deaths.from(replied.node, replied.at) !== undefined) return undefined;
	throw new Error(`the answer of ${replied.call} was written, and nobody saw it`);
}

/** Messages that had left and never arrived because a process was killed. */
function openMessages(sent: SentMessages, known: readonly Moment[], deaths: Deaths): readonly Moment[] {
	const over = new Set(known.flatMap((moment) => (isEndOfMessage(moment) ? [moment.message] : [])));
	return [...sent.values()].flatMap((moment) => {
		if (over.has(moment.message)) return [];
		const { at: sentNs, dueNs, node, exchange, attempt, call, connection, message, data } = moment;
		const of = { exchange, attempt, call, connection, message, node, kind: "lost" as const };
		const own = deaths.from(node, sentNs);
		// What is on its way over a link is in the hands of the process at its asking end, and ends with it.
		if (message.endsWith(">") && own !== undefined && own.at < dueNs) {
			const where = (own.at - sentNs) / (dueNs - sentNs);
			return [{ ...of, at: own.at, data: { to: data.to, where, why: "node-down" as const } }];
		}
		const others = deaths.from(data.to, sentNs);
		if (others === undefined) throw new Error(`${message} was sent, and nothing became of it`);
		return [{ ...of, at: Math.max(others.at, dueNs), data: { to: data.to, where: 1, why: "node-down" as const } }];
	});
}

function isEndOfMessage(moment: Moment): moment is MomentOf<"delivered"> | MomentOf<"lost"> {
	return moment.kind === "delivered" || moment.kind === "lost";
}
