import { type CongestionControl, type CongestionWindow, growLinearly, inSlowStart, slowStart } from "./control.ts";

/** Reno: one segment more each round-trip, half of it after a loss (RFC 5681). */
export class Reno implements CongestionControl {
	grow(window: CongestionWindow, ackedSegments: number): void {
		let acked = ackedSegments;
		if (inSlowStart(window)) {
			acked = slowStart(window, acked);
			if (acked === 0) return;
		}
		growLinearly(window, window.cwnd, acked);
	}

	reduce(window: CongestionWindow): number {
		return Math.max(Math.floor(window.cwnd / 2), 2);
	}

	measured(): void {}

	timedOut(): void {}

	resumes(): void {}
}
