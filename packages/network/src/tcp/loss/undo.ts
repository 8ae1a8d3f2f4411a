import { DISORDER, LOSS, OPEN } from "../congestion/control.ts";
import type { TcpEndpoint } from "../endpoint.ts";
import { EVER_RESENT, LOST } from "../segment.ts";
import { noticeReordering } from "./marks.ts";
import { setPhase } from "./phase.ts";
import { KEPT_RECOVERIES } from "./rack.ts";

/** Remembers where a reduction began, so that it can be taken back if nothing was lost (RFC 3522, RFC 3708). */
export function beginUndo(tcp: TcpEndpoint): void {
	tcp.undoMarker = tcp.sndUna;
	tcp.undoResent = tcp.resentOut;
	if (tcp.probeEnd > 0 && tcp.probeWasResend) tcp.undoResent += 1;
	// Zero would mean that all copies were needless.
	if (tcp.undoResent === 0) tcp.undoResent = -1;
}

/** Whether a copy is under way or the oldest segment was ever sent again. */
export function anyResent(tcp: TcpEndpoint): boolean {
	const first = tcp.sent.first;
	return tcp.resentOut > 0 || (first !== null && (first.marks & EVER_RESENT) !== 0);
}

/** The echo is older than the first copy: it was the original that arrived (Eifel, RFC 3522). */
function originalArrivedLate(tcp: TcpEndpoint): boolean {
	if (tcp.resentStampMs === 0) return true;
	return tcp.side.settings.timestamps && tcp.echoedMs > 0 && tcp.echoedMs < tcp.resentStampMs;
}

function mayUndo(tcp: TcpEndpoint): boolean {
	return tcp.undoMarker > 0 && (tcp.undoResent === 0 || originalArrivedLate(tcp));
}

function takeBackReduction(tcp: TcpEndpoint, unmark: boolean): void {
	if (unmark) {
		for (let segment = tcp.sent.first; segment !== null; segment = segment.next) segment.marks &= ~LOST;
		tcp.lostOut = 0;
		tcp.retransmitHint = null;
	}
	if (tcp.priorSsthresh > 0) {
		tcp.cwnd = Math.max(tcp.cwnd, tcp.priorCwnd);
		if (tcp.priorSsthresh > tcp.ssthresh) tcp.ssthresh = tcp.priorSsthresh;
	}
	tcp.cwndTicks = tcp.nowTicks();
	tcp.undoMarker = 0;
	tcp.rackAdvanced = true;
}

/** All that was out when the recovery began is acknowledged. */
export function finishRecovery(tcp: TcpEndpoint): void {
	if (mayUndo(tcp)) takeBackReduction(tcp, false);
	else if (tcp.rackPersist > 0) tcp.rackPersist -= 1;
	setPhase(tcp, OPEN);
}

/** All copies were reported as needless. */
export function undoByDuplicates(tcp: TcpEndpoint): boolean {
	if (tcp.undoMarker === 0 || tcp.undoResent !== 0) return false;
	tcp.rackPersist = Math.min(KEPT_RECOVERIES, tcp.rackPersist + 1);
	takeBackReduction(tcp, false);
	return true;
}

/** After a timeout: it was needless, as an echo or F-RTO (RFC 5682) says. */
export function undoTimeout(tcp: TcpEndpoint, byForwardRto: boolean): boolean {
	if (!byForwardRto && !mayUndo(tcp)) return false;
	takeBackReduction(tcp, true);
	tcp.retransmits = 0;
	if (tcp.phase === LOSS) setPhase(tcp, OPEN);
	return true;
}

/** In recovery, part was acknowledged by what was only late. True: copies are still out, nothing more is to be done. */
export function undoPartly(tcp: TcpEndpoint, priorUna: number): boolean {
	if (tcp.undoMarker === 0 || !originalArrivedLate(tcp)) return false;
	noticeReordering(tcp, priorUna);
	if (tcp.resentOut > 0) return true;
	if (!anyResent(tcp)) tcp.resentStampMs = 0;
	takeBackReduction(tcp, true);
	keepOpen(tcp);
	return false;
}

/** Open, or in disorder as long as something is missing. */
export function keepOpen(tcp: TcpEndpoint): void {
	const disorder = tcp.sackedOut + tcp.lostOut > 0 || anyResent(tcp);
	const phase = disorder ? DISORDER : OPEN;
	if (tcp.phase === phase) return;
	setPhase(tcp, phase);
	tcp.highSeq = tcp.sndNxt;
}
