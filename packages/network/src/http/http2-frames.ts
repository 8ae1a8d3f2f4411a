import type { Bytes } from "@roundtrip/model";

/** A frame's header (RFC 9113, 4.1). */
export const FRAME_HEADER: Bytes = 9;
/** The largest frame: SETTINGS_MAX_FRAME_SIZE's initial value (RFC 9113, 6.5.2). */
export const FRAME_DATA: Bytes = 16_384;
/** What a client sends first (RFC 9113, 3.4). */
export const PREFACE: Bytes = 24;
/** One parameter of SETTINGS (RFC 9113, 6.5.1). */
export const SETTING: Bytes = 6;
/** WINDOW_UPDATE's payload (RFC 9113, 6.9). */
const WINDOW_UPDATE: Bytes = 4;
/** RST_STREAM's payload (RFC 9113, 6.4). */
const ERROR_CODE: Bytes = 4;
/** Windows of a stream and of a connection at first (RFC 9113, 6.9.2). */
export const INITIAL_WINDOW: Bytes = 65_535;

/** Kinds of frames, as far as they are told apart here. */
export const DATA = 0;
export const HEADERS = 1;
export const SETTINGS = 2;
export const SETTINGS_ACK = 3;
export const WINDOW = 4;
/** The client's preface: bytes before the first frame. */
export const OPENING = 5;
/** A stream is given up. */
export const RESET = 6;

/** A frame in one direction, from when it is queued until it has arrived. */
export interface Frame {
	readonly kind: number;
	/** The stream's number; 0: the connection. */
	readonly stream: number;
	/** Bytes after the header: of a block of fields, or of data. */
	readonly payload: Bytes;
	/** Of a window update: by how much; of settings: the window of streams. */
	readonly value: number;
	/** Whether the stream ends with it. */
	readonly last: boolean;
	/** Where it begins and ends in the sender's data; set when it is written. */
	begin: number;
	end: number;
}

export function frame(kind: number, stream: number, payload: Bytes, value = 0, last = false): Frame {
	return { kind, stream, payload, value, last, begin: 0, end: 0 };
}

export function windowUpdate(stream: number, bytes: Bytes): Frame {
	return frame(WINDOW, stream, WINDOW_UPDATE, bytes);
}

export function resetStream(stream: number): Frame {
	return frame(RESET, stream, ERROR_CODE);
}

export function sizeOf(it: Frame): Bytes {
	return it.kind === OPENING ? it.payload : FRAME_HEADER + it.payload;
}

/** Frames of one direction that are written and not yet taken in by the other end. */
export class FrameQueue {
	readonly #frames: Frame[] = [];
	#first = 0;

	push(it: Frame): void {
		this.#frames.push(it);
	}

	first(): Frame | undefined {
		return this.#frames[this.#first];
	}

	shift(): void {
		this.#first += 1;
		if (this.#first < 64 || this.#first * 2 < this.#frames.length) return;
		this.#frames.splice(0, this.#first);
		this.#first = 0;
	}
}
