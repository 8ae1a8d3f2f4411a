import type { Bytes } from "@roundtrip/model";
import { FRAME_DATA } from "./http2-frames.ts";

/** Data of one stream that is to be sent. */
export interface SendStream {
	readonly number: number;
	/** What is left to be sent, and what the peer's window of the stream still takes. */
	left: Bytes;
	window: Bytes;
	/** No more data will come; what comes behind it are so many bytes of fields. */
	complete: boolean;
	trailerBytes: Bytes;
	/** Flights that it waited for because of a window. */
	streamWaits: number;
	connectionWaits: number;
	/** Whether it takes turns; when its turn comes, and the order among equals. */
	queued: boolean;
	turn: number;
	order: number;
	/** Of its last frame. */
	lastBytes: Bytes;
}

/** Which window stops data: none does if there is none. */
export const UNBLOCKED = 0;
const BY_STREAM = 1;
const BY_CONNECTION = 2;

/** A frame of data that may go out. */
export interface Turn {
	readonly stream: SendStream;
	readonly bytes: Bytes;
	/** It carries nothing but the stream's end, and the fields behind its data if there are any. */
	readonly last: boolean;
}

/**
 * The streams of one end that have data, and the windows that the other end gives. Streams of equal weight take turns, one
 * frame each; whoever sends a frame has its next turn so much later as the frame was long (nghttp2_stream.c,
 * stream_next_cycle). No frame of data leaves without a window, not even an empty one.
 */
export class SendQueue {
	connectionWindow: Bytes;
	initialWindow: Bytes;
	#streams: SendStream[] = [];
	/** Streams that have sent all, in that order: those that are yet to be ended, and those that the next frames end. */
	#drained: SendStream[] = [];
	#ends: SendStream[] = [];
	#lastTurn = 0;
	#nextOrder = 0;

	constructor(initialWindow: Bytes) {
		this.connectionWindow = initialWindow;
		this.initialWindow = initialWindow;
	}

	open(number: number): SendStream {
		const stream: SendStream = {
			number,
			left: 0,
			window: this.initialWindow,
			complete: false,
			trailerBytes: 0,
			streamWaits: 0,
			connectionWaits: 0,
			queued: false,
			turn: 0,
			order: 0,
			lastBytes: 0,
		};
		this.#streams.push(stream);
		return stream;
	}

	/** More data of a stream. */
	add(stream: SendStream, bytes: Bytes): void {
		stream.left += bytes;
		this.#queue(stream);
	}

	/** No more data follows on the stream. */
	finish(stream: SendStream, trailerBytes: Bytes = 0): void {
		stream.complete = true;
		stream.trailerBytes = trailerBytes;
		if (stream.left === 0) this.#drained.push(stream);
	}

	/** The peer has set the window of streams: those that are open change by the difference (RFC 9113, 6.9.2). */
	setInitialWindow(bytes: Bytes): void {
		for (const stream of this.#streams) this.#open(stream, bytes - this.initialWindow);
		this.initialWindow = bytes;
	}

	/** The peer has opened a window; 0 names the connection's. */
	opened(number: number, bytes: Bytes): void {
		if (number === 0) {
			this.connectionWindow += bytes;
			return;
		}
		const stream = this.#streams.find((one) => one.number === number);
		if (stream !== undefined) this.#open(stream, bytes);
	}

	#open(stream: SendStream, bytes: Bytes): void {
		stream.window += bytes;
		if (stream.left > 0) this.#queue(stream);
	}

	#queue(stream: SendStream): void {
		if (stream.queued) return;
		stream.queued = true;
		this.#setTurn(stream);
	}

	#setTurn(stream: SendStream): void {
		stream.turn = this.#lastTurn + stream.lastBytes;
		stream.order = this.#nextOrder;
		this.#nextOrder += 1;
	}

	/** Takes the next frame out of the stream whose turn it is; undefined if no window lets any out. */
	next(): Turn | undefined {
		if (this.connectionWindow <= 0) return this.#nextEnd(false);
		for (let stream = this.#first(); stream !== undefined; stream = this.#first()) {
			this.#lastTurn = stream.turn;
			if (stream.left > 0 && stream.window > 0) return this.#take(stream);
			// It takes turns again when it has something, or when its window opens.
			stream.queued = false;
		}
		return this.#nextEnd(true);
	}

	/** An end comes after the data that can go. Fields need no window. */
	#nextEnd(isWindowOpen: boolean): Turn | undefined {
		const at = this.#ends.findIndex(({ window, trailerBytes }) => trailerBytes > 0 || (isWindowOpen && window > 0));
		const stream = this.#ends[at];
		if (stream === undefined) return undefined;
		this.#ends.splice(at, 1);
		this.#streams.splice(this.#streams.indexOf(stream), 1);
		return { stream, bytes: stream.trailerBytes, last: true };
	}

	#first(): SendStream | undefined {
		let first: SendStream | undefined;
		for (const stream of this.#streams) {
			if (!stream.queued) continue;
			const isEarlier =
				first === undefined || stream.turn < first.turn || (stream.turn === first.turn && stream.order < first.order);
			if (isEarlier) first = stream;
		}
		return first;
	}

	#take(stream: SendStream): Turn {
		const bytes = Math.min(FRAME_DATA, stream.left, stream.window, this.connectionWindow);
		stream.left -= bytes;
		stream.window -= bytes;
		this.connectionWindow -= bytes;
		stream.lastBytes = bytes;
		this.#setTurn(stream);
		if (stream.left === 0 && stream.complete) this.#drained.push(stream);
		return { stream, bytes, last: false };
	}

	/** The stream was given up: nothing more of it goes. */
	drop(number: number): void {
		const isOther = (stream: SendStream): boolean => stream.number !== number;
		this.#streams = this.#streams.filter(isOther);
		this.#drained = this.#drained.filter(isOther);
		this.#ends = this.#ends.filter(isOther);
	}

	/** Whether a window lets something out. */
	canSend(): boolean {
		return this.connectionWindow > 0 && this.#waiting().some(({ window }) => window > 0);
	}

	/** What stops what is left. */
	blockedBy(): number {
		if (this.#waiting().length === 0) return UNBLOCKED;
		return this.connectionWindow <= 0 ? BY_CONNECTION : BY_STREAM;
	}

	/** Streams that have sent all now have that to say. Gives whether there are any. */
	endStreams(): boolean {
		if (this.#drained.length === 0) return false;
		this.#ends.push(...this.#drained);
		this.#drained = [];
		return true;
	}

	#waiting(): readonly SendStream[] {
		return [...this.#streams.filter(({ left }) => left > 0), ...this.#ends];
	}

	/** The streams that wait have waited for a flight. */
	countWait(blockedBy: number): void {
		for (const stream of this.#waiting()) {
			if (blockedBy === BY_CONNECTION) stream.connectionWaits += 1;
			else stream.streamWaits += 1;
		}
	}
}
