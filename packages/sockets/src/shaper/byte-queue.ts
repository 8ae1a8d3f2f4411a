/** Until where bytes may go at a time. */
export interface Due {
	readonly timeNs: number;
	position: number;
}

/** Bytes of a stream that wait to be let go, by their position in it. */
export class ByteQueue {
	/** How many bytes have come in, and how many have been let go, since the stream began. */
	in = 0;
	out = 0;
	readonly #chunks: Uint8Array[] = [];
	#due: Due | undefined;

	get isEmpty(): boolean {
		return this.out === this.in;
	}

	add(chunk: Uint8Array): void {
		this.#chunks.push(chunk);
		this.in += chunk.length;
	}

	/** More of them may go at a time. Where that is a new one, it is told; what goes at one time goes together. */
	letGo(position: number, timeNs: number, told: (due: Due) => void): void {
		if (this.#due?.timeNs === timeNs) {
			this.#due.position = position;
			return;
		}
		this.#due = { timeNs, position };
		told(this.#due);
	}

	/** Takes all bytes before a position; none twice. */
	takeUntil(position: number): readonly Uint8Array[] {
		const taken: Uint8Array[] = [];
		for (let first = this.#chunks[0]; first !== undefined && this.out < position; first = this.#chunks[0]) {
			const rest = position - this.out;
			const part = first.length > rest ? first.subarray(0, rest) : first;
			if (part === first) this.#chunks.shift();
			else this.#chunks[0] = first.subarray(rest);
			taken.push(part);
			this.out += part.length;
		}
		return taken;
	}
}
