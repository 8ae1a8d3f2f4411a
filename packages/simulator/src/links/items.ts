import {
	type Body,
	bodyStart,
	chunkSize,
	type Ending,
	endSummary,
	type FramedMessage,
	type HeaderField,
	type HpackEncoder,
	LAST_CHUNK_BYTES,
	trailersSize,
} from "@roundtrip/behaviour";
import type { Bytes } from "@roundtrip/model";

/** A message as it is written on a connection. */
export interface Message extends FramedMessage {
	/** Bytes of the fields behind the content, without headers of frames; 0 if absent. */
	readonly trailerBytes?: Bytes;
}

/** A frame's header, and what fits into one (RFC 9113, sections 4.1 and 4.2). */
export const FRAME_HEADER: Bytes = 9;
const FRAME_LIMIT: Bytes = 16_384;
/** Type and length of a frame of HTTP/3, as they mostly are (RFC 9114, section 7.1). */
const HTTP3_FRAME_HEADER: Bytes = 3;

/** Writes what follows the beginning of a message, in one direction of a connection. */
export interface ItemEncoder {
	item(nth: number, body: Body): Message;
	end(ending: Ending): Message;
}

/** Chunks (RFC 9112, section 7.1). */
export const chunks: ItemEncoder = {
	item: (nth, body) => plain(`item ${nth}`, body, chunkSize(body.size)),
	end({ body, trailers }) {
		const fields = linesOf(trailers);
		return plain("end", body, chunkSize(body.size) + LAST_CHUNK_BYTES + fields.length, fields);
	},
};

/** The bytes themselves, on a connection that has changed its protocol. */
export const rawBytes: ItemEncoder = {
	item: (nth, body) => plain(`item ${nth}`, body, body.size),
	end: ({ body, closeCode }) => plain(endSummary(closeCode), body, body.size),
};

/** What says something of the connection alone. */
export function heartbeatMessage(summary: string, body: Body): Message {
	return plain(summary, body, body.size);
}

/** Frames of data, and at the end an empty one, or fields that `encoder` learns from. */
export function http2Items(encoder: HpackEncoder): ItemEncoder {
	return {
		item: (nth, body) => framed(`item ${nth}`, body, dataFrames(body.size)),
		end({ body, trailers }) {
			const last = trailers.length === 0 ? FRAME_HEADER : trailersSize(encoder, trailers);
			return framed("end", body, dataFrames(body.size) + last, linesOf(trailers), last - FRAME_HEADER);
		},
	};
}

export const http3Items: ItemEncoder = {
	item: (nth, body) => framed(`item ${nth}`, body, http3Data(body.size)),
	end: ({ body }) => framed("end", body, http3Data(body.size) + HTTP3_FRAME_HEADER),
};

/** All bytes of data in its frames. */
export function dataFrames(bytes: Bytes): Bytes {
	return bytes + FRAME_HEADER * Math.ceil(bytes / FRAME_LIMIT);
}

function http3Data(bytes: Bytes): Bytes {
	return bytes === 0 ? 0 : HTTP3_FRAME_HEADER + bytes;
}

/** Written as it is. */
function plain(summary: string, body: Body, size: Bytes, head = ""): Message {
	return { summary, head, body: bodyStart(body), size, headBytes: 0, bodyBytes: size };
}

/** Whoever writes it adds the frames. */
function framed(summary: string, body: Body, size: Bytes, head = "", trailerBytes: Bytes = 0): Message {
	return { summary, head, body: bodyStart(body), size, headBytes: 0, bodyBytes: body.size, trailerBytes };
}

function linesOf(fields: readonly HeaderField[]): string {
	return fields.map(([name, value]) => `${name}: ${value}\r\n`).join("");
}
