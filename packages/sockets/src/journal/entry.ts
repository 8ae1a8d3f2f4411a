import { endSummary } from "@roundtrip/behaviour";
import type { CallId, EventDraft, MessageId, StreamPart } from "@roundtrip/model";
import { callParts, isHeartbeat } from "@roundtrip/model";

/** What a process knows of an event when it happens. What caused it is found when all journals lie side by side. */
export type Recorded = EventDraft extends infer Each
	? Each extends EventDraft
		? Omit<Each, "causes"> & OnlyInJournal<Each>
		: never
	: never;

type OnlyInJournal<Each extends EventDraft> = Each["kind"] extends "sent"
	? SentDetail
	: Each["kind"] extends "replied"
		? RepliedDetail
		: Each["kind"] extends "lost"
			? LostDetail
			: Each["kind"] extends "delayed"
				? DelayedDetail
				: unknown;

/** What a journal says of a message beside its `sent`. */
export interface SentDetail {
	/** When its first bytes came by: after its sender's HTTP library has done its part. */
	readonly leftNs: number;
	/** When its last byte is due at the other end. */
	readonly dueNs: number;
	/** The fault by which it comes so that it can't be read. */
	readonly damagedBy?: number;
}

/**
 * What a journal says of an answer beside its `replied`. Its `sent` is written where its bytes come by, at the asking
 * end; this is the fallback where nobody was left there to see them.
 */
export interface RepliedDetail {
	readonly summary: string;
	readonly size: number;
}

/** What a journal says beside a message's `delayed`. */
export interface DelayedDetail {
	/** It waited for another to come before it, until then; elsewhere it was known at its sending for how long. */
	readonly isOvertaken?: true;
}

/** What a journal says of a lost message beside its `lost`. */
export interface LostDetail {
	/** When its last byte would have arrived, where its way is known only to whoever has seen both of its ends. */
	readonly dueNs?: number;
}

/**
 * A request has wholly arrived, or an item of its client's. Over which connection and from whom is known where it was sent.
 */
export interface ArrivedNote {
	readonly note: "arrived";
	readonly at: number;
	readonly node: string;
	readonly call: CallId;
	/** The request where it is absent. */
	readonly message?: MessageId;
}

/** Something that was published on a channel of a server. */
export interface FromChannel {
	readonly channel: string;
	readonly number: number;
}

/**
 * A server has handed over an item of a stream, or its end. Its `sent` is written where its bytes come by; this says when it
 * left, and is the fallback where nobody was left to see them.
 */
export interface HandedNote {
	readonly note: "handed";
	readonly at: number;
	readonly node: string;
	readonly call: CallId;
	readonly message: MessageId;
	readonly summary: string;
	readonly size: number;
	/** The begin of its content. */
	readonly body: string;
	/** Where it comes from a channel. */
	readonly published?: FromChannel;
}

/** A request that waited for an item of a channel goes on with it. */
export interface WokenNote {
	readonly note: "woken";
	readonly at: number;
	readonly node: string;
	readonly call: CallId;
	readonly published: FromChannel;
}

/** The process kills itself at a point of its work, as a fault says: its last word. */
export interface DyingNote {
	readonly note: "dying";
	readonly at: number;
	readonly node: string;
	/** The one on which it worked. */
	readonly call: CallId;
	readonly fault: number;
}

/** A server has ended the connection of a call, whose client has not answered its ping: which one is known at the other end. */
export interface CutNote {
	readonly note: "cut";
	readonly at: number;
	readonly node: string;
	readonly call: CallId;
}

export type Note = ArrivedNote | HandedNote | WokenNote | DyingNote | CutNote;

export type JournalEntry = Recorded | Note;

/** Whether an entry tells only that somebody is still there. */
export function isOfHeartbeat(entry: JournalEntry): boolean {
	return "message" in entry && entry.message !== undefined && isHeartbeat(callParts(entry.message).item);
}

/** What is said of an item instead of a start line. */
/** @param closeCode of a WebSocket that ends */
export function itemSummary(item: StreamPart, closeCode?: number): string {
	if (item === "end") return endSummary(closeCode);
	return typeof item === "number" ? `item ${item}` : item;
}

export type RepliedEntry = Extract<JournalEntry, { readonly kind: "replied" }>;

export type DelayedEntry = Extract<JournalEntry, { readonly kind: "delayed" }>;
export type LostEntry = Extract<JournalEntry, { readonly kind: "lost" }>;

/** The fields that all events of a call have. */
export function ofCall(call: CallId): { readonly exchange: number; readonly attempt: number; readonly call: CallId } {
	const { exchange, attempt } = callParts(call);
	return { exchange, attempt, call };
}
