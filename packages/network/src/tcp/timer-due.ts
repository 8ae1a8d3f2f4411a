import { delayedAckDue, gatheredAckDue } from "./acknowledging.ts";
import { finish } from "./closing.ts";
import { RECOVERY } from "./congestion/control.ts";
import {
	COMPRESSED_ACK_ALARM,
	DELAYED_ACK_ALARM,
	PENDING_NOTHING,
	PENDING_PROBE,
	PENDING_REORDERING,
	PENDING_TIMEOUT,
	PENDING_WINDOW_PROBE,
	RETRANSMIT_ALARM,
	type TcpEndpoint,
} from "./endpoint.ts";
import { handshakeTimedOut } from "./handshake.ts";
import { detectAfterWait } from "./loss/rack.ts";
import { enterRecovery, reduceWindow } from "./loss/reduction.ts";
import { resendAllLost } from "./loss/resend.ts";
import { probeTail, timeOut } from "./loss/timeout.ts";
import { push } from "./output.ts";
import { RTO_MIN_US } from "./round-trip-time.ts";
import { restartTimeout, setTimer } from "./timers.ts";
import { sendWindowProbe } from "./transmit.ts";

/** An event has come for one of the endpoint's alarms. */
export function timerDue(tcp: TcpEndpoint, which: number): void {
	if (which === RETRANSMIT_ALARM) {
		if (tcp.retransmitAlarm.isDue()) retransmitTimerDue(tcp);
	} else if (which === DELAYED_ACK_ALARM) {
		if (tcp.delayedAckAlarm.isDue()) delayedAckDue(tcp);
	} else if (which === COMPRESSED_ACK_ALARM) {
		if (tcp.compressedAckAlarm.isDue()) gatheredAckDue(tcp);
	}
}

function retransmitTimerDue(tcp: TcpEndpoint): void {
	tcp.refresh();
	const pending = tcp.pending;
	if (pending === PENDING_REORDERING) {
		reorderingTimerDue(tcp);
	} else if (pending === PENDING_PROBE) {
		probeTail(tcp);
	} else if (pending === PENDING_TIMEOUT) {
		tcp.pending = PENDING_NOTHING;
		if (tcp.state !== "open") handshakeTimedOut(tcp);
		else if (hasGivenUp(tcp)) finish(tcp, "timeout");
		else timeOut(tcp);
	} else if (pending === PENDING_WINDOW_PROBE) {
		tcp.pending = PENDING_NOTHING;
		windowProbeDue(tcp);
	}
}

function reorderingTimerDue(tcp: TcpEndpoint): void {
	if (detectAfterWait(tcp)) {
		if (tcp.phase !== RECOVERY) {
			enterRecovery(tcp);
			reduceWindow(tcp, 1, 0, false);
		}
		resendAllLost(tcp);
	}
	if (tcp.pending !== PENDING_TIMEOUT) restartTimeout(tcp);
}

/** The longest timeout, TCP_RTO_MAX, over the least, TCP_RTO_MIN: so often the timeout can double. */
const DOUBLINGS = 9;
const RTO_MAX_MS = 120_000;

/**
 * Whether so much time has passed since the first copy as `retries` doubled timeouts would take that began at the least
 * one: 924.6 s for 15 of them (retransmits_timed_out).
 */
function hasGivenUp(tcp: TcpEndpoint): boolean {
	if (tcp.retransmits === 0) return false;
	const { retries } = tcp.side.settings;
	const leastMs = RTO_MIN_US / 1_000;
	const doubled = Math.min(retries, DOUBLINGS);
	const limitMs = ((1 << (doubled + 1)) - 1) * leastMs + (retries - doubled) * RTO_MAX_MS;
	return Math.floor(tcp.nowUs / 1_000) - tcp.resentStampMs >= limitMs;
}

/** The receiver's window is closed and may have opened unheard (RFC 9293, 3.8.6.1). */
function windowProbeDue(tcp: TcpEndpoint): void {
	if (tcp.packetsOut > 0 || tcp.writeSeq <= tcp.sndNxt) return;
	push(tcp);
	if (tcp.packetsOut > 0) return;
	sendWindowProbe(tcp);
	tcp.backoff += 1;
	const ticks = Math.min(tcp.rtoTicks * (1 << Math.min(tcp.backoff, DOUBLINGS)), (RTO_MAX_MS / 1_000) * tcp.hz);
	setTimer(tcp, PENDING_WINDOW_PROBE, ticks);
}
