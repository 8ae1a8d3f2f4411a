import { BODY_KEPT } from "@roundtrip/behaviour";

const HEAD_END = "\r\n\r\n";
/** More than any head: Node and undici take at most 16 KiB. */
const HEAD_AT_MOST = 65_536;
const CONTENT_LENGTH = /\r\ncontent-length: *(\d+)\r\n/i;

/**
 * Watches one HTTP/1.1 message go by: what it says first, how long it is, when its last byte is there (RFC 9112,
 * section 6.3, as far as our own libraries go: content has its length said, or there is none).
 */
export interface MessageMeter {
	/** Takes bytes that belong to the message. */
	take(chunk: Uint8Array): void;
	/** All bytes so far. */
	readonly size: number;
	/** Start line and header fields with their line ends; one character a byte. */
	readonly head: string;
	/** The begin of the content, at most `BODY_KEPT` bytes. */
	readonly body: string;
	/** The start line without the protocol version. */
	readonly summary: string;
	readonly isComplete: boolean;
}

/** @param hasContent false for the answer to a HEAD request, which says a length and has no content */
export function createMeter(hasContent = true): MessageMeter {
	let size = 0;
	let head = "";
	let body = "";
	let contentLength: number | undefined;

	function takeHead(text: string): void {
		head += text;
		const end = head.indexOf(HEAD_END);
		if (end < 0) return;
		body = head.slice(end + HEAD_END.length).slice(0, BODY_KEPT);
		head = head.slice(0, end + HEAD_END.length);
		contentLength = hasContent ? Number(CONTENT_LENGTH.exec(head)?.[1] ?? 0) : 0;
	}

	return {
		take(chunk) {
			size += chunk.length;
			const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
			if (contentLength === undefined) takeHead(bytes.toString("latin1", 0, HEAD_AT_MOST));
			else if (body.length < BODY_KEPT) body += bytes.toString("latin1", 0, BODY_KEPT - body.length);
		},
		get size() {
			return size;
		},
		get head() {
			return head;
		},
		get body() {
			return body;
		},
		get summary() {
			const line = head.slice(0, head.indexOf("\r\n"));
			return line.startsWith("HTTP/") ? line.slice(line.indexOf(" ") + 1) : line.slice(0, line.lastIndexOf(" "));
		},
		get isComplete() {
			return contentLength !== undefined && size >= head.length + contentLength;
		},
	};
}
