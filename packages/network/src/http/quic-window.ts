import type { Kernel } from "@roundtrip/kernel";
import type { CongestionWindow } from "../tcp/congestion/control.ts";
import { Cubic } from "../tcp/congestion/cubic.ts";
import { NO_THRESHOLD } from "../tcp/endpoint.ts";

/** Datagrams that may be sent at first (RFC 9002, 7.2), and at least. */
const INITIAL_WINDOW = 10;
const LEAST_WINDOW = 2;

/** How many datagrams one end may have under way: TCP's CUBIC over packet numbers (RFC 9002, 7; RFC 9438). */
export class QuicWindow implements CongestionWindow {
	cwnd: number = INITIAL_WINDOW;
	ssthresh: number = NO_THRESHOLD;
	cwndCredit = 0;
	priorCwnd = 0;
	sndUna = 0;
	sndNxt = 0;
	lastSentTicks = 0;
	readonly pacingRate = 0;
	/** Ticks of a millisecond: a library's own clock, not the kernel's. */
	readonly hz = 1_000;
	readonly #kernel: Kernel;
	readonly #cubic: Cubic;
	/** Packets sent before this one belong to the last recovery. */
	#recoveryEnd = 0;

	constructor(kernel: Kernel) {
		this.#kernel = kernel;
		this.#cubic = new Cubic(this);
	}

	get nowUs(): number {
		return Math.floor(this.#kernel.now / 1_000);
	}

	nowTicks(): number {
		return Math.floor(this.#kernel.now / 1e6);
	}

	ticksCovering(us: number): number {
		return Math.ceil(us / 1_000);
	}

	/** Numbers the next packet. */
	nextNumber(): number {
		const number = this.sndNxt;
		this.sndNxt += 1;
		return number;
	}

	/** @param isResuming nothing is under way while this data leaves */
	sends(isResuming: boolean): void {
		if (isResuming) this.#cubic.resumes(this);
		this.lastSentTicks = this.nowTicks();
	}

	/** Packets up to a number are acknowledged, and a round-trip was measured. */
	measured(largest: number, rttUs: number): void {
		this.sndUna = largest;
		this.#cubic.measured(this, rttUs);
	}

	/** So many have arrived while the window was the limit. In recovery it does not grow (RFC 9002, 7.3.2). */
	grow(latest: number, count: number): void {
		if (latest >= this.#recoveryEnd) this.#cubic.grow(this, count);
	}

	/** A packet is lost. Whether a recovery begins with it: one for each flight. */
	lose(number: number): boolean {
		if (number < this.#recoveryEnd) return false;
		this.#recoveryEnd = this.sndNxt;
		this.priorCwnd = this.cwnd;
		this.ssthresh = Math.max(this.#cubic.reduce(this), LEAST_WINDOW);
		this.cwnd = this.ssthresh;
		return true;
	}
}
