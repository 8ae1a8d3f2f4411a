import type { CongestionWindow } from "./control.ts";

/** Below this window slow start goes on whatever is measured. hystart_low_window of tcp_cubic.c */
const LOW_WINDOW = 16;
/** Acknowledgements closer than this belong to one train. hystart_ack_delta_us */
const TRAIN_GAP_US = 2_000;
/** Round-trips of each round that are looked at for growing delay. HYSTART_MIN_SAMPLES */
const SAMPLES = 8;
/** Growth of the round-trip time that ends slow start: an eighth of it, within these. HYSTART_DELAY_MIN and _MAX */
const DELAY_MIN_US = 4_000;
const DELAY_MAX_US = 16_000;
/** Bytes of one burst at most; part of how long a train may be stretched by sending. sk_gso_max_size */
const BURST_BYTES = 65_536;
const STRETCH_MAX_US = 1_000;

/**
 * HyStart (Ha and Rhee, Taming the Elephants, 2011) as Linux's CUBIC has it: slow start ends before the queue overflows,
 * when the acknowledgements of one round come as a train longer than half the round-trip time (the pipe is full), or
 * when the round-trip time has grown.
 */
export class HyStart {
	/** Slow start was ended. */
	found = false;
	#roundStartUs = 0;
	#lastAckUs = 0;
	#roundEnd = 0;
	#samples = 0;
	#roundRttUs = Number.POSITIVE_INFINITY;

	beginRound(window: CongestionWindow): void {
		this.#roundStartUs = window.nowUs;
		this.#lastAckUs = window.nowUs;
		this.#roundEnd = window.sndNxt;
		this.#roundRttUs = Number.POSITIVE_INFINITY;
		this.#samples = 0;
	}

	/** To be called in slow start for each measurement; may set the threshold to the present window. */
	measured(window: CongestionWindow, rttUs: number, leastRttUs: number): void {
		if (window.sndUna > this.#roundEnd) this.beginRound(window);
		if (window.cwnd < LOW_WINDOW) return;
		if (this.#trainFillsPipe(window, leastRttUs) || this.#delayHasGrown(rttUs, leastRttUs)) {
			this.found = true;
			window.ssthresh = window.cwnd;
		}
	}

	#trainFillsPipe(window: CongestionWindow, leastRttUs: number): boolean {
		const nowUs = window.nowUs;
		if (nowUs - this.#lastAckUs > TRAIN_GAP_US) return false;
		this.#lastAckUs = nowUs;
		const rate = window.pacingRate;
		const stretchUs = rate > 0 ? Math.min(STRETCH_MAX_US, Math.floor((BURST_BYTES * 4e6) / rate)) : 0;
		return nowUs - this.#roundStartUs > Math.floor((leastRttUs + stretchUs) / 2);
	}

	#delayHasGrown(rttUs: number, leastRttUs: number): boolean {
		if (this.#roundRttUs > rttUs) this.#roundRttUs = rttUs;
		if (this.#samples < SAMPLES) {
			this.#samples += 1;
			return false;
		}
		const growthUs = Math.min(Math.max(Math.floor(leastRttUs / 8), DELAY_MIN_US), DELAY_MAX_US);
		return this.#roundRttUs > leastRttUs + growthUs;
	}
}
