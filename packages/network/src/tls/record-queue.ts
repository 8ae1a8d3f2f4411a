/** What a record holds: a flight of the handshake, application data, or something that only TLS itself uses. */
export const FLIGHT = 0;
export const DATA = 1;
export const OTHER = 2;

/** The records of one direction, in order: what the sender puts in, the receiver takes out when they have arrived whole. */
export class RecordQueue {
	readonly #ends: number[] = [];
	readonly #kinds: number[] = [];
	readonly #dataEnds: number[] = [];
	#first = 0;

	/** @param end position in the stream of bytes after it; @param dataEnd of application data up to and with it */
	push(kind: number, end: number, dataEnd: number): void {
		this.#ends.push(end);
		this.#kinds.push(kind);
		this.#dataEnds.push(dataEnd);
	}

	/** Whether the first record has arrived whole with this much of the stream. */
	isHere(position: number): boolean {
		return this.#first < this.#ends.length && (this.#ends[this.#first] ?? 0) <= position;
	}

	firstKind(): number {
		return this.#kinds[this.#first] ?? OTHER;
	}

	firstDataEnd(): number {
		return this.#dataEnds[this.#first] ?? 0;
	}

	/** Takes the first record out. */
	shift(): void {
		this.#first += 1;
		if (this.#first < 64 || this.#first * 2 < this.#ends.length) return;
		this.#ends.splice(0, this.#first);
		this.#kinds.splice(0, this.#first);
		this.#dataEnds.splice(0, this.#first);
		this.#first = 0;
	}
}
