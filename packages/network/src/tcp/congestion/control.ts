/** What congestion control reads and sets of a sender. Windows are in segments, times in us or in the host's ticks. */
export interface CongestionWindow {
	/** Segments that may be under way. */
	cwnd: number;
	/** Below this window the sender is in slow start. */
	ssthresh: number;
	/** Segments acknowledged towards the next increase by one. */
	cwndCredit: number;
	/** The window before it was reduced. */
	priorCwnd: number;
	readonly sndUna: number;
	readonly sndNxt: number;
	/** Time of the packet that is being handled. */
	readonly nowUs: number;
	/** When data was last sent. */
	readonly lastSentTicks: number;
	/** Bytes a second at which the sender would pace, 0 before the first measurement. */
	readonly pacingRate: number;
	nowTicks(): number;
	/** As many ticks as cover this span. */
	ticksCovering(us: number): number;
	readonly hz: number;
}

/** States of a sender (RFC 6675 and 5681, with Linux's names). */
export const OPEN = 0;
export const DISORDER = 1;
export const CWR = 2;
export const RECOVERY = 3;
export const LOSS = 4;

/** How the window grows and shrinks. One object for each sender. */
export interface CongestionControl {
	/** In-order data was acknowledged and the window was the limit. */
	grow(window: CongestionWindow, ackedSegments: number): void;
	/** The threshold after a loss; called once for each reduction. */
	reduce(window: CongestionWindow): number;
	/** A round-trip was measured. */
	measured(window: CongestionWindow, rttUs: number): void;
	/** A timeout has declared all lost. */
	timedOut(window: CongestionWindow): void;
	/** Data is sent while nothing was under way. */
	resumes(window: CongestionWindow): void;
}

export function inSlowStart(window: CongestionWindow): boolean {
	return window.cwnd < window.ssthresh;
}

/** Slow start: the window grows by what was acknowledged (RFC 5681, 3465). What goes beyond the threshold is returned. */
export function slowStart(window: CongestionWindow, ackedSegments: number): number {
	const cwnd = Math.min(window.cwnd + ackedSegments, window.ssthresh);
	const left = ackedSegments - (cwnd - window.cwnd);
	window.cwnd = cwnd;
	return left;
}

/** Congestion avoidance: one segment more for every `perSegment` acknowledged. */
export function growLinearly(window: CongestionWindow, perSegment: number, ackedSegments: number): void {
	// Credit that was gathered under a larger divisor is applied gently.
	if (window.cwndCredit >= perSegment) {
		window.cwndCredit = 0;
		window.cwnd += 1;
	}
	window.cwndCredit += ackedSegments;
	if (window.cwndCredit >= perSegment) {
		const more = Math.floor(window.cwndCredit / perSegment);
		window.cwndCredit -= more * perSegment;
		window.cwnd += more;
	}
}
