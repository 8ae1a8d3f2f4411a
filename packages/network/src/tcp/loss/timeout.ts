import { DISORDER, LOSS, RECOVERY } from "../congestion/control.ts";
import { PENDING_NOTHING, PENDING_TIMEOUT, type TcpEndpoint } from "../endpoint.ts";
import { PROBE, sendPending } from "../output.ts";
import { backOff } from "../round-trip-time.ts";
import { restartTimeout, setTimer } from "../timers.ts";
import { currentThreshold } from "../window-usage.ts";
import { markLost } from "./marks.ts";
import { setPhase } from "./phase.ts";
import { patienceUs } from "./rack.ts";
import { resend, resendLost } from "./resend.ts";
import { beginUndo } from "./undo.ts";

/** net.ipv4.tcp_reordering */
const USUAL_REORDERING = 3;

/** All that is out counts as lost, but for what left a moment ago; the window begins again from one segment. */
function enterLoss(tcp: TcpEndpoint): void {
	const fresh = tcp.phase < RECOVERY;
	for (let segment = tcp.sent.first; segment !== null; segment = segment.next) {
		if (segment === tcp.sent.first || patienceUs(tcp, segment, 0) <= 0) markLost(tcp, segment);
	}
	tcp.retransmitHint = null;
	if (tcp.phase <= DISORDER || tcp.sndUna >= tcp.highSeq || (tcp.phase === LOSS && tcp.retransmits === 0)) {
		tcp.priorSsthresh = currentThreshold(tcp);
		tcp.priorCwnd = tcp.cwnd;
		tcp.ssthresh = tcp.congestion?.reduce(tcp) ?? tcp.ssthresh;
		beginUndo(tcp);
	}
	tcp.cwnd = tcp.inFlight() + 1;
	tcp.cwndCredit = 0;
	tcp.cwndTicks = tcp.nowTicks();
	if (tcp.phase <= DISORDER && tcp.sackedOut >= USUAL_REORDERING) {
		tcp.reordering = Math.min(tcp.reordering, USUAL_REORDERING);
	}
	setPhase(tcp, LOSS);
	tcp.highSeq = tcp.sndNxt;
	tcp.probeEnd = 0;
	tcp.forwardRto = fresh || tcp.retransmits > 0;
}

/** The timeout has come: the oldest segment is sent again, and the timeout doubles (RFC 6298, 5.4 to 5.6). */
export function timeOut(tcp: TcpEndpoint): void {
	const first = tcp.sent.first;
	if (tcp.packetsOut === 0 || first === null) return;
	tcp.accounts.timeouts += 1;
	enterLoss(tcp);
	tcp.retransmits += 1;
	tcp.timeoutsTotal += 1;
	resendLost(tcp, first);
	backOff(tcp);
	setTimer(tcp, PENDING_TIMEOUT, tcp.rtoTicks);
}

/** The probe of the tail is due: new data if there is any, or else the last segment again (RFC 8985, 7.3). */
export function probeTail(tcp: TcpEndpoint): void {
	if (tcp.probeEnd === 0 && sendProbe(tcp)) {
		tcp.accounts.tailProbes += 1;
		tcp.probeEnd = tcp.sndNxt;
		// The timeout runs from now on.
		tcp.pending = PENDING_NOTHING;
	}
	restartTimeout(tcp);
}

function sendProbe(tcp: TcpEndpoint): boolean {
	tcp.probeWasResend = false;
	const out = tcp.packetsOut;
	if (tcp.writeSeq > tcp.sndNxt && tcp.windowEnd() >= tcp.sndNxt + Math.min(tcp.mss, tcp.writeSeq - tcp.sndNxt)) {
		sendPending(tcp, PROBE);
		return tcp.packetsOut > out;
	}
	const last = tcp.sent.last;
	if (last === null || !resend(tcp, last)) return false;
	tcp.probeWasResend = true;
	return true;
}
