import { CWR, inSlowStart, OPEN, RECOVERY } from "./congestion/control.ts";
import type { TcpEndpoint } from "./endpoint.ts";

/** The window is being reduced: PRR decides, growth rests. */
export function inReduction(tcp: TcpEndpoint): boolean {
	return tcp.phase === CWR || tcp.phase === RECOVERY;
}

/** The threshold as it is, or three quarters of a window that has grown beyond it. */
export function currentThreshold(tcp: TcpEndpoint): number {
	if (inReduction(tcp)) return tcp.ssthresh;
	return Math.max(tcp.ssthresh, Math.floor(tcp.cwnd / 2) + Math.floor(tcp.cwnd / 4));
}

/** A window grows only if it is used (RFC 7661 in spirit): it was the limit, or in slow start more than half was out. */
export function isWindowLimited(tcp: TcpEndpoint): boolean {
	return tcp.cwndLimited || (inSlowStart(tcp) && tcp.cwnd < 2 * tcp.maxPacketsOut);
}

/** After sending: how far the window was used in this flight. `limited`: it stopped the sender. */
export function noticeUsage(tcp: TcpEndpoint, limited: boolean): void {
	const newFlight = tcp.sndUna >= tcp.usageEnd;
	if (newFlight || limited || (!tcp.cwndLimited && tcp.packetsOut > tcp.maxPacketsOut)) {
		tcp.cwndLimited = limited;
		tcp.maxPacketsOut = tcp.packetsOut;
		tcp.usageEnd = tcp.sndNxt;
	}
	if (isWindowLimited(tcp)) {
		tcp.cwndUsed = 0;
		tcp.cwndTicks = tcp.nowTicks();
		return;
	}
	if (tcp.packetsOut > tcp.cwndUsed) tcp.cwndUsed = tcp.packetsOut;
	const idleTicks = tcp.nowTicks() - tcp.cwndTicks;
	if (tcp.side.settings.slowStartAfterIdle && idleTicks >= tcp.rtoTicks) shrinkUnused(tcp);
}

/** For a whole timeout the window was not used up: it goes half the way down to what was (RFC 2861). */
function shrinkUnused(tcp: TcpEndpoint): void {
	if (tcp.phase === OPEN) {
		const used = Math.max(tcp.cwndUsed, tcp.side.settings.initialWindow);
		if (used < tcp.cwnd) {
			tcp.ssthresh = currentThreshold(tcp);
			tcp.cwnd = Math.floor((tcp.cwnd + used) / 2);
		}
		tcp.cwndUsed = 0;
	}
	tcp.cwndTicks = tcp.nowTicks();
}

/** New data after a pause longer than the timeout: the window is halved for each timeout of it, down to the initial one. */
export function restartAfterIdle(tcp: TcpEndpoint): void {
	if (!tcp.side.settings.slowStartAfterIdle || tcp.packetsOut > 0) return;
	const now = tcp.nowTicks();
	let idleTicks = now - tcp.lastSentTicks;
	if (idleTicks <= tcp.rtoTicks) return;
	tcp.ssthresh = currentThreshold(tcp);
	const least = Math.min(tcp.side.settings.initialWindow, tcp.cwnd);
	for (idleTicks -= tcp.rtoTicks; idleTicks > 0 && tcp.cwnd > least; idleTicks -= tcp.rtoTicks) {
		tcp.cwnd = Math.floor(tcp.cwnd / 2);
	}
	tcp.cwnd = Math.max(tcp.cwnd, least);
	tcp.cwndTicks = now;
	tcp.cwndUsed = 0;
}
