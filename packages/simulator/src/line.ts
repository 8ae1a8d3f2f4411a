/** Those who wait their turn, first come, first served. Taking one costs the same however many wait. */
export class Line<Value> {
	#waiting: Value[] = [];
	/** Where the line begins: those before have been served. */
	#front = 0;

	get first(): Value | undefined {
		return this.#waiting[this.#front];
	}

	push(value: Value): void {
		this.#waiting.push(value);
	}

	shift(): Value | undefined {
		const first = this.first;
		if (this.#front < this.#waiting.length) this.#front++;
		// Those who have been served leave once they are the larger part.
		if (this.#front > 32 && this.#front * 2 > this.#waiting.length) {
			this.#waiting = this.#waiting.slice(this.#front);
			this.#front = 0;
		}
		return first;
	}

	clear(): void {
		this.#waiting = [];
		this.#front = 0;
	}
}
