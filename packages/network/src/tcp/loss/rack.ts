import { RECOVERY } from "../congestion/control.ts";
import { PENDING_REORDERING, type TcpEndpoint } from "../endpoint.ts";
import { type AckSample, sentAfter } from "../sample.ts";
import { EVER_RESENT, LOST, RESENT, type Segment } from "../segment.ts";
import { setTimer, TIMER_MIN_US } from "../timers.ts";
import { markLost } from "./marks.ts";

/** For so many recoveries a wider reordering window is kept. TCP_RACK_RECOVERY_THRESH */
export const KEPT_RECOVERIES = 16;

/** A segment was delivered: the latest sending time among the delivered is what others are judged by (RFC 8985, 6.2). */
export function advanceRack(tcp: TcpEndpoint, segment: Segment): void {
	const rttUs = tcp.nowUs - segment.sentUs;
	// Too soon for a copy: it is the original that arrived, and its time is not known.
	if (rttUs < tcp.minRttUs && (segment.marks & EVER_RESENT) !== 0) return;
	tcp.rackAdvanced = true;
	tcp.rackRttUs = rttUs;
	if (sentAfter(segment.sentUs, tcp.rackSentUs, segment.end, tcp.rackEnd)) {
		tcp.rackSentUs = segment.sentUs;
		tcp.rackEnd = segment.end;
	}
}

/** How long a later segment may overtake: nothing once three did, or in recovery, as long as no reordering was seen. */
function reorderingWindowUs(tcp: TcpEndpoint): number {
	if (!tcp.reorderingSeen && (tcp.phase >= RECOVERY || tcp.sackedOut >= tcp.reordering)) return 0;
	const least = tcp.minRttUs === Number.POSITIVE_INFINITY ? 0 : tcp.minRttUs;
	return Math.min(Math.floor(least / 4) * tcp.rackSteps, Math.floor(tcp.srttUs8 / 8));
}

/** How much longer a segment may take before it counts as lost. */
export function patienceUs(tcp: TcpEndpoint, segment: Segment, reorderingUs: number): number {
	return tcp.rackRttUs + reorderingUs - (tcp.nowUs - segment.sentUs);
}

/** Marks what was sent long enough before a segment that has arrived. Gives the longest wait for the others, us. */
function detect(tcp: TcpEndpoint): number {
	let waitUs = 0;
	const reorderingUs = reorderingWindowUs(tcp);
	let next: Segment | null = null;
	for (let segment = tcp.sent.firstSent; segment !== null; segment = next) {
		next = segment.nextSent;
		if ((segment.marks & LOST) !== 0 && (segment.marks & RESENT) === 0) continue;
		if (!sentAfter(tcp.rackSentUs, segment.sentUs, tcp.rackEnd, segment.end)) break;
		const remainingUs = patienceUs(tcp, segment, reorderingUs);
		if (remainingUs <= 0) {
			markLost(tcp, segment);
			tcp.sent.leaveSentOrder(segment);
		} else if (remainingUs > waitUs) {
			waitUs = remainingUs;
		}
	}
	return waitUs;
}

/** After an acknowledgement. True if the timer now waits for reordering. */
export function detectLosses(tcp: TcpEndpoint): boolean {
	if (!tcp.rackAdvanced) return false;
	tcp.rackAdvanced = false;
	const waitUs = detect(tcp);
	if (waitUs === 0) return false;
	setTimer(tcp, PENDING_REORDERING, tcp.ticksCovering(waitUs + TIMER_MIN_US));
	return true;
}

/** The wait for reordering is over: whether more segments count as lost now. */
export function detectAfterWait(tcp: TcpEndpoint): boolean {
	const before = tcp.inFlight();
	detect(tcp);
	return tcp.inFlight() !== before;
}

/** Copies that proved needless widen the window by a quarter of the least round-trip time (RFC 8985, 6.2 step 4). */
export function adaptReorderingWindow(tcp: TcpEndpoint, sample: AckSample): void {
	if (sample.deliveredBefore === 0) return;
	if (sample.deliveredBefore < tcp.rackLastDelivered) tcp.rackDuplicateSeen = false;
	if (tcp.rackDuplicateSeen) {
		tcp.rackSteps = Math.min(255, tcp.rackSteps + 1);
		tcp.rackDuplicateSeen = false;
		tcp.rackLastDelivered = tcp.delivered;
		tcp.rackPersist = KEPT_RECOVERIES;
	} else if (tcp.rackPersist === 0) {
		tcp.rackSteps = 1;
	}
}
