import { CWR, OPEN } from "./congestion/control.ts";
import { PENDING_NOTHING, PENDING_PROBE, PENDING_REORDERING, PENDING_TIMEOUT, type TcpEndpoint } from "./endpoint.ts";
import { RTO_MIN_US } from "./round-trip-time.ts";

/** Added to short waits, so that none is shorter than a timer can be. TCP_TIMEOUT_MIN_US */
export const TIMER_MIN_US = 2_000;

/** Sets the one timer of the sender: what it does, and in how many ticks. */
export function setTimer(tcp: TcpEndpoint, pending: number, ticks: number): void {
	const now = tcp.nowTicks();
	tcp.pending = pending;
	tcp.retransmitAlarm.set(tcp.side.ticks.fireNs(now, now + Math.max(ticks, 0)));
}

export function clearTimer(tcp: TcpEndpoint): void {
	tcp.pending = PENDING_NOTHING;
	tcp.retransmitAlarm.clear();
}

/** How far the timeout of the oldest segment is away. */
function untilTimeoutUs(tcp: TcpEndpoint): number {
	const rtoUs = tcp.side.ticks.inUs(tcp.rtoTicks);
	const first = tcp.sent.first;
	return first === null ? rtoUs : first.sentUs + rtoUs - tcp.nowUs;
}

/** The timeout runs from now on, after progress (RFC 6298, 5.3); nothing runs if nothing is under way. */
export function restartTimeout(tcp: TcpEndpoint): void {
	if (tcp.packetsOut === 0) {
		clearTimer(tcp);
		return;
	}
	let ticks = tcp.rtoTicks;
	if (tcp.pending === PENDING_REORDERING || tcp.pending === PENDING_PROBE) {
		// The time that the other wait took is part of the timeout.
		ticks = tcp.ticksCovering(Math.max(untilTimeoutUs(tcp), 1));
	}
	setTimer(tcp, PENDING_TIMEOUT, ticks);
}

/**
 * Sets the timer for a probe of the tail: two round-trips after the last segment, and if it is alone, the time for which
 * its acknowledgement may be kept back (RFC 8985, 7.2). `advancing`: the timeout would run from now on.
 */
export function scheduleProbe(tcp: TcpEndpoint, advancing: boolean): boolean {
	if (tcp.packetsOut === 0 || (tcp.phase !== OPEN && tcp.phase !== CWR)) return false;
	let ticks = tcp.hz;
	if (tcp.srttUs8 > 0) {
		const alone = tcp.packetsOut === 1;
		ticks = tcp.ticksCovering(Math.floor(tcp.srttUs8 / 4) + (alone ? RTO_MIN_US : TIMER_MIN_US));
	}
	const timeoutUs = advancing ? tcp.side.ticks.inUs(tcp.rtoTicks) : untilTimeoutUs(tcp);
	if (timeoutUs > 0) ticks = Math.min(ticks, tcp.ticksCovering(timeoutUs));
	setTimer(tcp, PENDING_PROBE, ticks);
	return true;
}

/** After progress: a probe if one may be sent, or else the timeout. */
export function setTimerAfterProgress(tcp: TcpEndpoint): void {
	if (!scheduleProbe(tcp, true)) restartTimeout(tcp);
}
