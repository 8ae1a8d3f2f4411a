import type { Bytes } from "@roundtrip/model";
import { FRAME_DATA } from "./http2-frames.ts";

/** Data of one stream that is to be sent. */
export interface SendStream {
	readonly number: number;
	/** What is left to be sent, and what the peer's window of the stream still takes. */
	left: Bytes;
	window: Bytes;
	/** No more data will come. */
	complete: boolean;
	/** How much it has had of the connection, against the others. */
	share: number;
	/** Flights that it waited for because of a window. */
	streamWaits: number;
	connectionWaits: number;
}

/** Which window stops data: none does if there is none. */
export const UNBLOCKED = 0;
export const BY_STREAM = 1;
export const BY_CONNECTION = 2;

/**
 * The streams of one end that have data, and the windows that the other end gives. Streams of equal weight take turns,
 * one frame each: whoever has had least comes next (nghttp2's scheduler).
 */
export class SendQueue {
	connectionWindow: Bytes;
	initialWindow: Bytes;
	readonly #streams: SendStream[] = [];
	#lastShare = 0;

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
			share: this.#lastShare,
			streamWaits: 0,
			connectionWaits: 0,
		};
		this.#streams.push(stream);
		return stream;
	}

	/** The peer has set the window of streams: those that are open change by the difference (RFC 9113, 6.9.2). */
	setInitialWindow(bytes: Bytes): void {
		for (const stream of this.#streams) stream.window += bytes - this.initialWindow;
		this.initialWindow = bytes;
	}

	/** The peer has opened a window; 0 names the connection's. */
	opened(number: number, bytes: Bytes): void {
		if (number === 0) {
			this.connectionWindow += bytes;
			return;
		}
		const stream = this.#streams.find((one) => one.number === number);
		if (stream !== undefined) stream.window += bytes;
	}

	/** Takes the next frame's worth of data out of the stream whose turn it is; undefined if no window lets any out. */
	next(): { readonly stream: SendStream; readonly bytes: Bytes } | undefined {
		if (this.connectionWindow <= 0) return undefined;
		let chosen: SendStream | undefined;
		for (const stream of this.#streams) {
			if (stream.left === 0 || stream.window <= 0) continue;
			if (chosen === undefined || stream.share < chosen.share) chosen = stream;
		}
		if (chosen === undefined) return undefined;
		const bytes = Math.min(FRAME_DATA, chosen.left, chosen.window, this.connectionWindow);
		chosen.left -= bytes;
		chosen.window -= bytes;
		chosen.share += bytes;
		this.#lastShare = Math.max(this.#lastShare, chosen.share - bytes);
		this.connectionWindow -= bytes;
		return { stream: chosen, bytes };
	}

	/** Whether a window lets some of the data out. */
	canSend(): boolean {
		return this.connectionWindow > 0 && this.#streams.some((stream) => stream.left > 0 && stream.window > 0);
	}

	/** What stops the data that is left. */
	blockedBy(): number {
		if (!this.#streams.some((stream) => stream.left > 0)) return UNBLOCKED;
		return this.connectionWindow <= 0 ? BY_CONNECTION : BY_STREAM;
	}

	/** The streams that have sent all their data and are complete: they are done here once that is said. */
	takeFinished(): SendStream[] {
		const finished = this.#streams.filter((stream) => stream.complete && stream.left === 0);
		for (const stream of finished) stream.complete = false;
		return finished;
	}

	/** The streams that wait have waited for a flight. */
	countWait(blockedBy: number): void {
		for (const stream of this.#streams) {
			if (stream.left === 0) continue;
			if (blockedBy === BY_CONNECTION) stream.connectionWaits += 1;
			else stream.streamWaits += 1;
		}
	}

	close(stream: SendStream): void {
		const at = this.#streams.indexOf(stream);
		if (at >= 0) this.#streams.splice(at, 1);
	}
}
