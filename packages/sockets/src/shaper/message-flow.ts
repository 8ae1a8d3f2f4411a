import { BODY_KEPT, closeCodeOf } from "@roundtrip/behaviour";
import { type ApiProtocol, isHeartbeat, type StreamPart } from "@roundtrip/model";
import { itemSummary } from "../journal/entry.ts";
import { beginsWithContent, contentKind } from "./content-kind.ts";

/** A message as it goes by: a request or an answer, an item of a stream that follows it, or the stream's end. */
export interface FlowingMessage {
	/** Undefined for the request or the answer itself, which is a stream's head where it begins one. */
	readonly item: StreamPart | undefined;
	readonly summary: string;
	/** All bytes so far. */
	readonly size: number;
	/** Start line and header fields with their line ends, one character a byte; empty for items. */
	readonly head: string;
	/** The begin of the content, at most `BODY_KEPT` bytes. */
	readonly body: string;
	readonly isComplete: boolean;
	/** It is a stream's head: items follow. */
	readonly isHead: boolean;
}

/** Bytes that belong to one message. */
export interface FlowPart {
	readonly message: FlowingMessage;
	readonly bytes: Uint8Array;
}

/**
 * One direction of a call over HTTP/1.1 as its bytes go by: which message they belong to, and where it ends (RFC 9112,
 * sections 6 and 7; RFC 6455, section 5, after a change of protocol).
 */
export interface MessageFlow {
	take(chunk: Uint8Array): readonly FlowPart[];
}

export interface FlowParts {
	/** False for the answer to a HEAD request, which says a length and has none. */
	readonly hasContent?: boolean;
	/** In which a stream is, where the call may become one. */
	readonly stream?: ApiProtocol | undefined;
}

const HEAD_END = "\r\n\r\n";
const CONTENT_LENGTH = /\r\ncontent-length: *(\d+)\r\n/i;
const CHUNKED = /\r\ntransfer-encoding: *chunked\r\n/i;
const SWITCHED = /^HTTP\/1\.1 101 /;
const UPGRADE = /\r\nupgrade: *websocket\r\n/i;
const LINE_END_BYTES = 2;

/** Of frames (RFC 6455, section 5.2). */
const OPCODE_BITS = 0x0f;
const CLOSE = 8;
const PING = 9;
const PONG = 10;
const CONTROL = 8;

type Mode = "head" | "length" | "chunk-line" | "chunk" | "last-chunk" | "frame-head" | "frame" | "done";

interface Message {
	item: StreamPart | undefined;
	size: number;
	head: string;
	body: string;
	isComplete: boolean;
	isHead: boolean;
	readonly summary: string;
}

export function createMessageFlow({ hasContent = true, stream }: FlowParts = {}): MessageFlow {
	let mode: Mode = "head";
	let message = newMessage(undefined);
	let items = 0;
	/** What has come of a line or of a frame's head, one character a byte. */
	let held = "";
	/** Bytes to come of what is being taken. */
	let left = 0;
	/** The begin of the content of the chunk that is being taken. */
	let chunk = "";
	let isFrameOfItem = false;
	/** Frames that ask whether somebody is there, and answers to that. */
	const heartbeats = { ping: 0, pong: 0 };
	let isStream = false;

	function complete(): void {
		message.isComplete = true;
	}

	function completeItem(): void {
		items++;
		message.item = items;
		complete();
	}

	function completeEnd(): void {
		message.item = "end";
		complete();
		mode = "done";
	}

	function keep(text: string): void {
		if (message.body.length < BODY_KEPT) message.body += text.slice(0, BODY_KEPT - message.body.length);
	}

	function takeHead(): void {
		message.head = held;
		held = "";
		const isUpgrade = SWITCHED.test(message.head) || UPGRADE.test(message.head);
		if (stream === "websocket" && isUpgrade) {
			isStream = true;
			mode = "frame-head";
			message.isHead = true;
			complete();
		} else if (hasContent && CHUNKED.test(message.head)) {
			isStream = stream !== undefined && message.head.startsWith("HTTP/");
			mode = "chunk-line";
			message.isHead = isStream;
			if (isStream && !beginsWithContent(stream ?? "rest")) complete();
		} else {
			left = hasContent ? Number(CONTENT_LENGTH.exec(message.head)?.[1] ?? 0) : 0;
			mode = left === 0 ? "done" : "length";
			if (left === 0) complete();
		}
	}

	function takeChunkLine(): void {
		left = Number.parseInt(held, 16);
		held = "";
		chunk = "";
		mode = left === 0 ? "last-chunk" : "chunk";
		if (left > 0) left += LINE_END_BYTES;
	}

	function endChunk(): void {
		mode = "chunk-line";
		if (!isStream) return;
		if (message.isHead) complete();
		else if (contentKind(stream ?? "rest", chunk) === "item") completeItem();
	}

	function takeFrameHead(): void {
		const [first, second] = [held.charCodeAt(0), held.charCodeAt(1)];
		const short = second & 0x7f;
		const lengthBytes = short === 126 ? 2 : short === 127 ? 8 : 0;
		const whole = 2 + lengthBytes + ((second & 0x80) === 0 ? 0 : 4);
		if (held.length < whole) return;
		left = short;
		if (lengthBytes > 0) {
			left = 0;
			for (let at = 2; at < 2 + lengthBytes; at++) left = left * 256 + held.charCodeAt(at);
		}
		const opcode = first & OPCODE_BITS;
		isFrameOfItem = (first & 0x80) !== 0 && opcode < CONTROL;
		if (opcode === CLOSE) message.item = "end";
		else if (opcode === PING || opcode === PONG) message.item = heartbeat(opcode === PING ? "ping" : "pong");
		keep(held);
		held = "";
		mode = "frame";
		if (left === 0) endFrame();
	}

	function heartbeat(what: "ping" | "pong"): StreamPart {
		heartbeats[what]++;
		return `${what}${heartbeats[what]}`;
	}

	function endFrame(): void {
		mode = "frame-head";
		if (message.item === "end") completeEnd();
		else if (isHeartbeat(message.item)) complete();
		else if (isFrameOfItem) completeItem();
	}

	/** Takes what it can of bytes from a place on; gives how many. */
	function step(bytes: Buffer, from: number): number {
		if (mode === "length" || mode === "chunk" || mode === "frame") return takeBulk(bytes, from);
		if (mode === "done") return bytes.length - from;
		if (mode === "head") return takeUntil(bytes, from, HEAD_END, takeHead);
		if (mode === "chunk-line") return takeUntil(bytes, from, "\r\n", takeChunkLine);
		if (mode === "last-chunk") return takeUntil(bytes, from, "\r\n", endTrailerLine);
		held += String.fromCharCode(bytes[from] ?? 0);
		if (held.length >= 2) takeFrameHead();
		return 1;
	}

	function endTrailerLine(): void {
		const isLast = held === "\r\n";
		held = "";
		if (!isLast) return;
		if (isStream) completeEnd();
		else {
			complete();
			mode = "done";
		}
	}

	function takeBulk(bytes: Buffer, from: number): number {
		const count = Math.min(left, bytes.length - from);
		left -= count;
		const dataBytes = mode === "chunk" ? Math.max(0, count - Math.max(0, LINE_END_BYTES - left)) : count;
		const text = bytes.toString("latin1", from, from + Math.min(dataBytes, BODY_KEPT));
		if (mode === "chunk" && chunk.length < BODY_KEPT) chunk += text;
		keep(text);
		if (left > 0) return count;
		if (mode === "chunk") endChunk();
		else if (mode === "frame") endFrame();
		else {
			complete();
			mode = "done";
		}
		return count;
	}

	/** Takes bytes up to a mark, and does something where it is there. */
	function takeUntil(bytes: Buffer, from: number, mark: string, then: () => void): number {
		const before = held.length;
		const text = held + bytes.toString("latin1", from);
		const end = text.indexOf(mark, Math.max(0, before - mark.length));
		if (end < 0) {
			held = text;
			return bytes.length - from;
		}
		held = text.slice(0, end + mark.length);
		const count = held.length - before;
		then();
		return count;
	}

	return {
		take(taken) {
			const bytes = Buffer.from(taken.buffer, taken.byteOffset, taken.byteLength);
			const parts: FlowPart[] = [];
			let begin = 0;
			for (let at = 0; at < bytes.length; ) {
				if (message.isComplete && isStream && mode !== "done") message = newMessage(undefined, items + 1);
				const count = step(bytes, at);
				message.size += count;
				at += count;
				if (!message.isComplete && at < bytes.length) continue;
				parts.push({ message, bytes: bytes.subarray(begin, at) });
				begin = at;
			}
			return parts;
		},
	};
}

/** @param next the item that it becomes where it is one */
function newMessage(item: number | undefined, next?: number): Message {
	return {
		...{ item: next ?? item, size: 0, head: "", body: "", isComplete: false, isHead: false },
		get summary() {
			return this.item === undefined ? startLine(this.head) : itemSummary(this.item, closeCode(this));
		},
	};
}

/** Of a WebSocket's end; what else ends a stream has no code. */
function closeCode({ item, body }: Pick<Message, "item" | "body">): number | undefined {
	return item === "end" ? closeCodeOf(body) : undefined;
}

/** Without the protocol version. */
function startLine(head: string): string {
	const line = head.slice(0, head.indexOf("\r\n"));
	return line.startsWith("HTTP/") ? line.slice(line.indexOf(" ") + 1) : line.slice(0, line.lastIndexOf(" "));
}
