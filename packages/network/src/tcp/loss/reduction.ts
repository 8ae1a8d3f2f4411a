import { CWR, RECOVERY } from "../congestion/control.ts";
import { NO_THRESHOLD, type TcpEndpoint } from "../endpoint.ts";
import { currentThreshold, inReduction } from "../window-usage.ts";
import { setPhase } from "./phase.ts";
import { anyResent, beginUndo, keepOpen } from "./undo.ts";

function beginReduction(tcp: TcpEndpoint): void {
	tcp.highSeq = tcp.sndNxt;
	tcp.probeEnd = 0;
	tcp.cwndCredit = 0;
	tcp.priorCwnd = tcp.cwnd;
	tcp.prrDelivered = 0;
	tcp.prrOut = 0;
	tcp.ssthresh = tcp.congestion?.reduce(tcp) ?? tcp.ssthresh;
}

export function enterRecovery(tcp: TcpEndpoint): void {
	if (!anyResent(tcp)) tcp.resentStampMs = 0;
	tcp.priorSsthresh = 0;
	beginUndo(tcp);
	if (!inReduction(tcp)) {
		tcp.priorSsthresh = currentThreshold(tcp);
		beginReduction(tcp);
	}
	tcp.accounts.fastRecoveries += 1;
	setPhase(tcp, RECOVERY);
}

/**
 * Proportional rate reduction (RFC 6937 with Linux's changes): down to the threshold over a round-trip in proportion to
 * what is delivered; from below up to it, one segment more where the edge moves without new losses.
 */
export function reduceWindow(tcp: TcpEndpoint, delivered: number, newlyLost: number, advanced: boolean): void {
	if (delivered <= 0 || tcp.priorCwnd === 0) return;
	tcp.prrDelivered += delivered;
	const inFlight = tcp.inFlight();
	const below = tcp.ssthresh - inFlight;
	let send: number;
	if (below < 0) {
		send = Math.ceil((tcp.ssthresh * tcp.prrDelivered) / tcp.priorCwnd) - tcp.prrOut;
	} else {
		send = Math.max(tcp.prrDelivered - tcp.prrOut, delivered);
		if (advanced && newlyLost === 0) send += 1;
		send = Math.min(below, send);
	}
	// The first copy leaves at once.
	send = Math.max(send, tcp.prrOut > 0 ? 0 : 1);
	tcp.cwnd = inFlight + send;
}

/** The reduction is over: the window stands at the threshold, unless it was taken back. */
export function endReduction(tcp: TcpEndpoint): void {
	if (tcp.ssthresh < NO_THRESHOLD && (tcp.phase === CWR || tcp.undoMarker > 0)) {
		tcp.cwnd = tcp.ssthresh;
		tcp.cwndTicks = tcp.nowTicks();
	}
}

/** A probe of the tail has shown that the tail was lost: one reduction for it (RFC 8985, 7.4). */
export function reduceForProbe(tcp: TcpEndpoint): void {
	beginReduction(tcp);
	setPhase(tcp, CWR);
	endReduction(tcp);
	keepOpen(tcp);
}
