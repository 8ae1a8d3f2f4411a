import { DELIVER, type EndingFate, endedAt, type HoldingFate, LOST_AT, type OwnFate } from "@roundtrip/behaviour";
import {
	type CallId,
	itemOf,
	type LinkName,
	type Lost,
	type MessageId,
	requestOf,
	responseOf,
	type StreamPart,
} from "@roundtrip/model";
import { redactedBody, redactedHead } from "../auth/redaction.ts";
import { type LostDetail, ofCall } from "../journal/entry.ts";
import type { ShapedLink } from "./link.ts";

/** A message of a call, as the asking end sees it. */
export interface SeenMessage {
	readonly call: CallId;
	readonly direction: "request" | "response";
	/** Of a stream: which item, or its end; its beginning where it is absent. */
	readonly item?: StreamPart | undefined;
	readonly connection: string;
	/** When its sender handed it over; of an answer, as far as the asking end can tell. */
	readonly sentNs: number;
	/** When its last byte is at the other end, or would be. */
	readonly dueNs: number;
	readonly fate: OwnFate;
}

/** What a message looks like on its way. */
export interface Look {
	readonly summary: string;
	readonly size: number;
	readonly head: string;
	readonly body: string;
}

/** For how long a fault holds a message up, ns. */
export function delayOf(fate: OwnFate): number {
	return fate.kind === "delay" ? fate.by : 0;
}

/** Writes down that a message leaves, and what a fault does to it. */
export function writeSent(link: ShapedLink, message: SeenMessage, look: Look): void {
	const { sentNs, dueNs, fate } = message;
	writeLeft(link, message, look, sentNs);
	if (fate.kind === "lose") {
		const at = sentNs + Math.floor((dueNs - sentNs) * LOST_AT);
		writeLost(link, message, at, { where: LOST_AT, why: "fault", fault: fate.fault });
	}
}

/** The same, without its loss. Its first bytes left at a time. */
export function writeLeft(link: ShapedLink, message: SeenMessage, look: Look, leftNs: number): void {
	const { journal } = link;
	const { sentNs, dueNs, fate } = message;
	const { summary, size, head, body } = look;
	// What a real run leaves behind lets nobody in.
	const shown = { ...(head === "" ? {} : { head: redactedHead(head) }), body: redactedBody(message.call, body) };
	const data = { to: receiverOf(link, message), summary, size, ...shown };
	const of = eventOf(link, message);
	const damage = fate.kind === "spoil" ? { damagedBy: fate.fault } : {};
	journal.write({ ...of, at: sentNs, kind: "sent", data, leftNs, dueNs, ...damage });
	if (fate.kind === "delay") {
		journal.write({ ...of, at: sentNs, kind: "delayed", data: { by: fate.by, fault: fate.fault } });
	}
}

/** Writes down that a message leaves that has waited for another to come before it. */
export function writeOvertaken(link: ShapedLink, message: SeenMessage, { fault }: HoldingFate, leavesNs: number): void {
	const data = { by: Math.max(0, leavesNs - message.sentNs), fault };
	link.journal.write({ ...eventOf(link, message), at: leavesNs, kind: "delayed", data, isOvertaken: true });
}

/** Writes down that a message won't arrive. */
export function writeLost(
	link: ShapedLink,
	message: SeenMessage,
	at: number,
	how: Omit<Lost["data"], "to">,
	detail: LostDetail = { dueNs: message.dueNs },
): void {
	const data = { to: receiverOf(link, message), ...how };
	link.journal.write({ ...eventOf(link, message), at, kind: "lost", data, ...detail });
}

/** The same of one that a fault ends together with its connection. */
export function writeEnded(link: ShapedLink, message: SeenMessage, fate: EndingFate): void {
	const where = endedAt(fate, message.direction);
	const at = where === 0 ? message.sentNs : Math.max(message.dueNs, link.timers.clock.now());
	// Its time is that of its going, or that of its coming: it is known here, and not put together from both.
	writeLost(link, message, at, { where, why: "fault", fault: fate.fault }, where === 0 ? undefined : {});
}

function receiverOf({ from, to }: ShapedLink, { direction }: SeenMessage): string {
	return direction === "request" ? to : from;
}

function eventOf({ from, to }: ShapedLink, seen: SeenMessage) {
	const { call, direction, connection } = seen;
	return { ...ofCall(call), node: direction === "request" ? from : to, message: messageName(seen), connection };
}

export function messageName({ call, direction, item }: Pick<SeenMessage, "call" | "direction" | "item">): MessageId {
	const beginning = direction === "request" ? requestOf(call) : responseOf(call);
	return item === undefined ? beginning : itemOf(beginning, item);
}

/** The name of no link. */
const NOWHERE: LinkName = " -> ";

/**
 * What becomes of a message that is sent; copies of it set out by themselves, and what belongs to a stream keeps its order. An item is struck by its own name alone, and
 * counts as no request or answer.
 */
export function fateOf(
	link: ShapedLink,
	message: Pick<SeenMessage, "call" | "direction" | "item" | "sentNs">,
	isStream = false,
): OwnFate {
	const on = message.item === undefined ? link.name : NOWHERE;
	const fate = link.faults.fate(messageName(message), on, message.direction, message.sentNs);
	if (fate.kind === "hold" && isStream) return DELIVER;
	if (fate.kind !== "duplicate") return fate;
	link.copied(message.call, fate);
	return DELIVER;
}
