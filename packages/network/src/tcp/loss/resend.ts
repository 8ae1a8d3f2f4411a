import { PENDING_REORDERING, PENDING_TIMEOUT, type TcpEndpoint } from "../endpoint.ts";
import { EVER_RESENT, LOST, RESENT, SACKED, type Segment } from "../segment.ts";
import { setTimer } from "../timers.ts";
import { sendSegment } from "../transmit.ts";
import { inReduction } from "../window-usage.ts";

/** Sends one segment again. False if the receiver's window has no room for it. */
export function resend(tcp: TcpEndpoint, segment: Segment): boolean {
	if (segment.seq >= tcp.windowEnd() && segment.seq !== tcp.sndUna) return false;
	tcp.resentTotal += 1;
	tcp.accounts.segmentsResent += 1;
	sendSegment(tcp, segment, true);
	tcp.sent.sendAgain(segment);
	segment.marks |= EVER_RESENT;
	return true;
}

/** The same in a recovery, where the copy counts as under way. */
export function resendLost(tcp: TcpEndpoint, segment: Segment): boolean {
	if (!resend(tcp, segment)) return false;
	segment.marks |= RESENT;
	tcp.resentOut += 1;
	if (tcp.resentStampMs === 0) tcp.resentStampMs = Math.max(Math.floor(tcp.nowUs / 1_000), 1);
	tcp.undoResent = Math.max(tcp.undoResent, 0) + 1;
	return true;
}

/** Sends lost segments again, the oldest first, as far as the congestion window allows. */
export function resendAllLost(tcp: TcpEndpoint): void {
	if (tcp.packetsOut === 0) return;
	const first = tcp.sent.first;
	let restart = false;
	let hole: Segment | null = null;
	for (let segment = tcp.retransmitHint ?? first; segment !== null; segment = segment.next) {
		if (hole === null) tcp.retransmitHint = segment;
		if (tcp.cwnd - tcp.inFlight() <= 0 || tcp.resentOut >= tcp.lostOut) break;
		if ((segment.marks & LOST) === 0) {
			if (hole === null && (segment.marks & (RESENT | SACKED)) === 0) hole = segment;
			continue;
		}
		if (segment.marks & (SACKED | RESENT)) continue;
		if (!resendLost(tcp, segment)) break;
		if (inReduction(tcp)) tcp.prrOut += 1;
		if (segment === first && tcp.pending !== PENDING_REORDERING) restart = true;
	}
	if (restart) setTimer(tcp, PENDING_TIMEOUT, tcp.rtoTicks);
}
