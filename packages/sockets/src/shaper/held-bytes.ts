import type { Timers } from "./timers.ts";

/** Bytes that a fault holds up, and those behind them: they go on in their order. */
export class HeldBytes {
	readonly #timers: Timers;
	readonly #goOn: (chunk: Uint8Array, atNs: number) => void;
	#freeNs = Number.NEGATIVE_INFINITY;
	/** How many wait. */
	count = 0;

	constructor(timers: Timers, goOn: (chunk: Uint8Array, atNs: number) => void) {
		this.#timers = timers;
		this.#goOn = goOn;
	}

	/** Lets bytes go on at a time, at once where that is past; `then` is called when they have gone. */
	put(chunk: Uint8Array, atNs: number, then: () => void = () => undefined): void {
		this.#freeNs = Math.max(this.#freeNs, atNs);
		if (this.count === 0 && this.#freeNs <= this.#timers.clock.now()) {
			this.#goOn(chunk, this.#freeNs);
			then();
			return;
		}
		this.count++;
		const freeNs = this.#freeNs;
		this.#timers.at(freeNs, () => {
			this.count--;
			this.#goOn(chunk, freeNs);
			then();
		});
	}
}
