import { type CongestionControl, type CongestionWindow, growLinearly, inSlowStart, slowStart } from "./control.ts";
import { integerCubeRoot } from "./cube-root.ts";
import { HyStart } from "./hystart.ts";

/** Factor of the window after a loss: 717 of 1024, about 0.7. beta of Linux's tcp_cubic.c */
const BETA = 717;
const BETA_SCALE = 1_024;
/** C of the cubic function: 41 of 1024, about 0.04, times 10 for its nominal round-trip of 100 ms. bic_scale */
const C = 410;
/** The cubic function counts time in 1024ths of a second. BICTCP_HZ */
const TIME_SCALE = 1_024;
/** 2^40: the scales of C and of the third power of time. */
const CURVE_SCALE = 1_024 * TIME_SCALE * TIME_SCALE * TIME_SCALE;
/** Acknowledged segments for one more while the capacity is still unknown. */
const UNKNOWN_CAPACITY_DIVISOR = 20;
/** Of Reno with CUBIC's beta: 3 (1 - beta) / (1 + beta), as 8 times its inverse (RFC 9438, 4.3). beta_scale */
const FRIENDLY_SCALE = Math.floor(Math.floor((8 * (BETA_SCALE + BETA)) / 3) / (BETA_SCALE - BETA));

/**
 * CUBIC (RFC 9438; Ha, Rhee and Xu, 2008) as Linux has it: integer arithmetic in segments and ticks, fast convergence,
 * at least as fast as Reno would be, HyStart at the start.
 */
export class Cubic implements CongestionControl {
	#hystart = new HyStart();
	#leastRttUs = 0;
	/** Acknowledged segments for one more. */
	#divisor = 0;
	#lastMaxCwnd = 0;
	#lastCwnd = 0;
	#lastTicks = 0;
	#originCwnd = 0;
	/** From the beginning of the epoch to the curve's flat point, in 1024ths of a second. */
	#k = 0;
	/** When the present growth began; -1: none has begun. */
	#epochTicks = -1;
	#ackedSegments = 0;
	/** The window that Reno would have. */
	#renoCwnd = 0;

	constructor(window: CongestionWindow) {
		this.#hystart.beginRound(window);
	}

	grow(window: CongestionWindow, ackedSegments: number): void {
		let acked = ackedSegments;
		if (inSlowStart(window)) {
			acked = slowStart(window, acked);
			if (acked === 0) return;
		}
		this.#update(window, acked);
		growLinearly(window, this.#divisor, acked);
	}

	reduce(window: CongestionWindow): number {
		const cwnd = window.cwnd;
		this.#epochTicks = -1;
		// Fast convergence: a flow whose maximum falls makes room for others.
		const falls = cwnd < this.#lastMaxCwnd;
		this.#lastMaxCwnd = falls ? Math.floor((cwnd * (BETA_SCALE + BETA)) / (2 * BETA_SCALE)) : cwnd;
		return Math.max(Math.floor((cwnd * BETA) / BETA_SCALE), 2);
	}

	measured(window: CongestionWindow, rttUs: number): void {
		// Samples right after a recovery say nothing about the path.
		if (this.#epochTicks >= 0 && window.nowTicks() - this.#epochTicks < window.hz) return;
		const delayUs = Math.max(rttUs, 1);
		if (this.#leastRttUs === 0 || this.#leastRttUs > delayUs) this.#leastRttUs = delayUs;
		if (!this.#hystart.found && inSlowStart(window)) this.#hystart.measured(window, delayUs, this.#leastRttUs);
	}

	timedOut(window: CongestionWindow): void {
		this.#hystart = new HyStart();
		this.#hystart.beginRound(window);
		this.#leastRttUs = 0;
		this.#divisor = 0;
		this.#lastMaxCwnd = 0;
		this.#lastCwnd = 0;
		this.#lastTicks = 0;
		this.#originCwnd = 0;
		this.#k = 0;
		this.#epochTicks = -1;
		this.#ackedSegments = 0;
		this.#renoCwnd = 0;
	}

	/** After a pause the curve goes on where it was. */
	resumes(window: CongestionWindow): void {
		const now = window.nowTicks();
		const pause = now - window.lastSentTicks;
		if (this.#epochTicks >= 0 && pause > 0) this.#epochTicks = Math.min(this.#epochTicks + pause, now);
	}

	#update(window: CongestionWindow, ackedSegments: number): void {
		const now = window.nowTicks();
		const cwnd = window.cwnd;
		this.#ackedSegments += ackedSegments;
		if (this.#lastCwnd === cwnd && now - this.#lastTicks <= Math.floor(window.hz / 32)) return;
		if (this.#epochTicks < 0 || now !== this.#lastTicks) {
			this.#lastCwnd = cwnd;
			this.#lastTicks = now;
			if (this.#epochTicks < 0) this.#beginEpoch(now, cwnd, ackedSegments);
			this.#divisor = this.#cubicDivisor(window, now, cwnd);
		}
		this.#keepUpWithReno(cwnd);
		this.#divisor = Math.max(this.#divisor, 2);
	}

	#beginEpoch(now: number, cwnd: number, ackedSegments: number): void {
		this.#epochTicks = now;
		this.#ackedSegments = ackedSegments;
		this.#renoCwnd = cwnd;
		if (this.#lastMaxCwnd <= cwnd) {
			this.#k = 0;
			this.#originCwnd = cwnd;
		} else {
			this.#k = integerCubeRoot(Math.floor(CURVE_SCALE / C) * (this.#lastMaxCwnd - cwnd));
			this.#originCwnd = this.#lastMaxCwnd;
		}
	}

	#cubicDivisor(window: CongestionWindow, now: number, cwnd: number): number {
		const ticks = now - this.#epochTicks + window.ticksCovering(this.#leastRttUs);
		const time = Math.floor((ticks * TIME_SCALE) / window.hz);
		const offset = time < this.#k ? this.#k - time : time - this.#k;
		const change = Math.floor((C * offset * offset * offset) / CURVE_SCALE);
		const target = time < this.#k ? this.#originCwnd - change : this.#originCwnd + change;
		const divisor = target > cwnd ? Math.floor(cwnd / (target - cwnd)) : 100 * cwnd;
		return this.#lastMaxCwnd === 0 ? Math.min(divisor, UNKNOWN_CAPACITY_DIVISOR) : divisor;
	}

	#keepUpWithReno(cwnd: number): void {
		const perSegment = Math.floor((cwnd * FRIENDLY_SCALE) / 8);
		while (this.#ackedSegments > perSegment) {
			this.#ackedSegments -= perSegment;
			this.#renoCwnd += 1;
		}
		if (this.#renoCwnd > cwnd) {
			this.#divisor = Math.min(this.#divisor, Math.floor(cwnd / (this.#renoCwnd - cwnd)));
		}
	}
}
