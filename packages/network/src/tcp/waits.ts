import type { TcpEndpoint } from "./endpoint.ts";

/** What stopped the sender while it had data: nothing, the congestion window, the receiver's window. */
const FREE = 0;
const BY_CONGESTION = 1;
const BY_RECEIVER = 2;

/** After sending: data is left, and this stops it. */
export function noticeBlocked(tcp: TcpEndpoint, dataLeft: boolean, byReceiver: boolean): void {
	if (!dataLeft) tcp.blockedBy = FREE;
	else tcp.blockedBy = byReceiver ? BY_RECEIVER : BY_CONGESTION;
}

/**
 * Before sending: if the sender was stopped and its direction has run empty since, a round-trip was waited for, counted
 * once for each flight. While the direction is busy nobody waits for a window.
 */
export function noticeReleased(tcp: TcpEndpoint): void {
	const blockedBy = tcp.blockedBy;
	if (blockedBy === FREE) return;
	tcp.blockedBy = FREE;
	const idleNs = tcp.side.kernel.now - tcp.side.out.loadedUntilNs;
	if (idleNs <= 0) return;
	const { accounts } = tcp;
	const newFlight = tcp.sndUna >= tcp.flightEnd;
	if (newFlight) tcp.flightEnd = tcp.sndNxt;
	if (blockedBy === BY_CONGESTION) {
		accounts.congestionWaitNs += idleNs;
		if (newFlight) accounts.congestionWaits += 1;
	} else {
		accounts.receiveWindowWaitNs += idleNs;
		if (newFlight) accounts.receiveWindowWaits += 1;
	}
}
