import type { Bytes } from "@roundtrip/model";
import { type Chunk, CRYPTO } from "./quic-datagram.ts";

interface Outgoing {
	readonly stream: number;
	next: number;
	end: number;
}

/** What one end has to send: pieces that were lost first, then the handshake, then the streams in turns. */
export class OutgoingStreams {
	readonly #streams: Outgoing[] = [];
	#lost: Chunk[] = [];
	#turn = 0;

	/** Adds bytes to a stream. */
	write(stream: number, bytes: Bytes): void {
		const known = this.#streams.find((one) => one.stream === stream);
		if (known !== undefined) known.end += bytes;
		else if (stream === CRYPTO) this.#streams.unshift({ stream, next: 0, end: bytes });
		else this.#streams.push({ stream, next: 0, end: bytes });
	}

	lose(chunk: Chunk): void {
		this.#lost.push(chunk);
	}

	/** The stream was given up: nothing more of it goes. */
	drop(stream: number): void {
		this.#lost = this.#lost.filter((chunk) => chunk.stream !== stream);
		const known = this.#streams.find((one) => one.stream === stream);
		if (known !== undefined) known.end = known.next;
	}

	get isEmpty(): boolean {
		return this.#lost.length === 0 && this.#streams.every(({ next, end }) => next === end);
	}

	/** The next piece of at most `room` bytes. */
	take(room: Bytes): Chunk | undefined {
		const lost = this.#lost.shift();
		if (lost !== undefined) {
			const to = Math.min(lost.to, lost.from + room);
			if (to < lost.to) this.#lost.unshift({ ...lost, from: to });
			return { ...lost, to };
		}
		const handshake = this.#streams[0];
		if (handshake?.stream === CRYPTO && handshake.next < handshake.end) return pieceOf(handshake, room);
		const count = this.#streams.length;
		for (let step = 0; step < count; step++) {
			const at = (this.#turn + step) % count;
			const one = this.#streams[at];
			if (one === undefined || one.next === one.end) continue;
			this.#turn = (at + 1) % count;
			return pieceOf(one, room);
		}
		return undefined;
	}
}

function pieceOf(one: Outgoing, room: Bytes): Chunk {
	const from = one.next;
	one.next = Math.min(one.end, from + room);
	return { stream: one.stream, from, to: one.next };
}
