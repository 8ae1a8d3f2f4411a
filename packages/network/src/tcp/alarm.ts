import type { Kernel, TimerHandle } from "@roundtrip/kernel";

const NEVER = Number.POSITIVE_INFINITY;

/**
 * A timer that is moved far more often than it fires. Moving it later costs no event: the event that stands in the
 * kernel's queue looks at the deadline when it comes and stands itself in again.
 */
export class Alarm {
	/** When it fires, or infinity. */
	deadlineNs: number = NEVER;
	readonly #kernel: Kernel;
	readonly #kind: number;
	readonly #a: number;
	readonly #b: number;
	#eventNs: number = NEVER;
	#handle: TimerHandle = 0;

	/** Events of `kind` come with `a` and `b`; their handler calls `isDue`. */
	constructor(kernel: Kernel, kind: number, a: number, b: number) {
		this.#kernel = kernel;
		this.#kind = kind;
		this.#a = a;
		this.#b = b;
	}

	set(deadlineNs: number): void {
		this.deadlineNs = deadlineNs;
		if (this.#eventNs <= deadlineNs) return;
		if (this.#eventNs !== NEVER) this.#kernel.cancel(this.#handle);
		this.#eventNs = deadlineNs;
		this.#handle = this.#kernel.at(deadlineNs, this.#kind, this.#a, this.#b);
	}

	/** It will not fire. Its event may still come, and is nothing then. */
	clear(): void {
		this.deadlineNs = NEVER;
	}

	/** It will not fire, and no event is left of it. */
	end(): void {
		this.deadlineNs = NEVER;
		if (this.#eventNs === NEVER) return;
		this.#kernel.cancel(this.#handle);
		this.#eventNs = NEVER;
	}

	/** To be asked when an event has come: whether the alarm fires now. */
	isDue(): boolean {
		this.#eventNs = NEVER;
		if (this.deadlineNs <= this.#kernel.now) {
			this.deadlineNs = NEVER;
			return true;
		}
		if (this.deadlineNs !== NEVER) this.set(this.deadlineNs);
		return false;
	}
}
