import type { Nanoseconds } from "@roundtrip/model";

/** Timers that are due sooner than this, in ticks, stand in the wheel's first level (LVL_START(1) of kernel/time/timer.c). */
const FIRST_LEVEL_TICKS = 63;
/** Each level of the wheel reaches 8 times as far as the one below and is 8 times as coarse (LVL_CLK_SHIFT). */
const LEVEL_FACTOR = 8;

/**
 * A host's tick: Linux's timers of TCP count in ticks and stand in a wheel whose levels grow coarser, so that a timer
 * fires up to an eighth of its span late and never early. Ticks begin at a phase that differs from host to host.
 */
export class Ticks {
	readonly tickNs: Nanoseconds;
	readonly #phaseNs: Nanoseconds;

	constructor(hz: number, phaseNs: Nanoseconds) {
		this.tickNs = Math.floor(1e9 / hz);
		this.#phaseNs = phaseNs;
	}

	/** Ticks that have passed at this moment. */
	at(nowNs: Nanoseconds): number {
		return Math.floor((nowNs + this.#phaseNs) / this.tickNs);
	}

	/** As many ticks as cover this span. */
	covering(us: number): number {
		return Math.ceil((us * 1_000) / this.tickNs);
	}

	/** A number of ticks in microseconds. */
	inUs(ticks: number): number {
		return Math.floor((ticks * this.tickNs) / 1_000);
	}

	/** When a timer set at `nowTicks` for `dueTicks` fires. */
	fireNs(nowTicks: number, dueTicks: number): Nanoseconds {
		const span = Math.max(dueTicks - nowTicks, 0);
		let granularity = 1;
		let reach = FIRST_LEVEL_TICKS;
		while (span >= reach) {
			granularity *= LEVEL_FACTOR;
			reach *= LEVEL_FACTOR;
		}
		const fires = (Math.floor(dueTicks / granularity) + 1) * granularity;
		return fires * this.tickNs - this.#phaseNs;
	}
}
