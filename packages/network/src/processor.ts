import type { Kernel } from "@roundtrip/kernel";
import type { Nanoseconds } from "@roundtrip/model";

/** What a program's own work takes. All 0 if not given: then programs answer at once. */
export interface ProcessingCosts {
	/** To take in that an exchange is wanted. */
	readonly askNs?: Nanoseconds;
	/** To open a connection, before its SYN; and what TLS adds to that. */
	readonly openNs?: Nanoseconds;
	readonly openTlsNs?: Nanoseconds;
	/** To begin using a connection once it is open. */
	readonly connectedNs?: Nanoseconds;
	/** To take in the first flight of a TLS handshake and make the next, with keys and signatures; and each later flight. */
	readonly handshakeNs?: Nanoseconds;
	readonly laterFlightNs?: Nanoseconds;
	/** To make a request, or to handle one. */
	readonly requestNs?: Nanoseconds;
	/** To take in a whole response. */
	readonly responseNs?: Nanoseconds;
}

/**
 * A program with one thread: work is done one piece after the other in the order in which it came. Work that takes no
 * time is done at once, if nothing is before it.
 */
export class Processor {
	readonly costs: ProcessingCosts;
	readonly #kernel: Kernel;
	readonly #kind: number;
	#waiting: (() => void)[] = [];
	#freeAtNs = 0;
	/** Counts its lives: work of an earlier one is not done. */
	#life = 0;

	constructor(kernel: Kernel, costs: ProcessingCosts = {}) {
		this.#kernel = kernel;
		this.costs = costs;
		this.#kind = kernel.register((life) => {
			if (life === this.#life) this.#waiting.shift()?.();
		});
	}

	/** Calls `work` when the program has done what came before, and then worked for `costNs`. */
	run(costNs: Nanoseconds, work: () => void): void {
		if (costNs === 0 && this.#waiting.length === 0) {
			work();
			return;
		}
		this.#enqueue(costNs, work);
	}

	/** The same, but never within this call: as `setImmediate` does. */
	later(costNs: Nanoseconds, work: () => void): void {
		this.#enqueue(costNs, work);
	}

	#enqueue(costNs: Nanoseconds, work: () => void): void {
		this.#freeAtNs = Math.max(this.#freeAtNs, this.#kernel.now) + costNs;
		this.#waiting.push(work);
		this.#kernel.at(this.#freeAtNs, this.#kind, this.#life, 0);
	}

	/** What it had to do is not done, and it is free. */
	die(): void {
		this.#life += 1;
		this.#waiting = [];
		this.#freeAtNs = 0;
	}
}
