import { RECOVERY } from "./congestion/control.ts";
import { PENDING_NOTHING, PENDING_PROBE, PENDING_WINDOW_PROBE, type TcpEndpoint } from "./endpoint.ts";
import { restartTimeout, scheduleProbe, setTimer } from "./timers.ts";
import { sendSegment } from "./transmit.ts";
import { noticeBlocked, noticeReleased } from "./waits.ts";
import { inReduction, noticeUsage } from "./window-usage.ts";

/** Bytes of one burst at most. sk_gso_max_size */
const BURST_BYTES = 65_536;
/** At least so many segments in a burst. net.ipv4.tcp_min_tso_segs */
const BURST_LEAST_SEGMENTS = 2;
/** A burst is what the pacing rate gives in 1/1024 s. sk_pacing_shift */
const BURST_RATE_DIVISOR = 1_024;
/** For each so many us of round-trip time, what a near peer gets on top is halved. net.ipv4.tcp_tso_rtt_log: 2^9 */
const NEAR_US = 512;
/** A third of the window is enough for a burst. net.ipv4.tcp_tso_win_divisor */
const WINDOW_DIVISOR = 3;
/** A burst waits only if the last one left less than 1 ms ago and an acknowledgement is due within 1 ms. */
const BURST_WAIT_NS = 1_000_000;
const BURST_WAIT_US = 1_000;

/** Normal sending, one segment as a probe of the tail whatever the window. */
export const ALL = 0;
export const PROBE = 2;

function unsent(tcp: TcpEndpoint): number {
	return tcp.writeSeq - tcp.sndNxt;
}

function hasUnsent(tcp: TcpEndpoint): boolean {
	return tcp.writeSeq > tcp.sndNxt || (tcp.finQueued && tcp.sndNxt === tcp.writeSeq);
}

/** Bytes that the receiver's window, and the congestion window, still let out. */
function windowRoom(tcp: TcpEndpoint): number {
	return tcp.windowEnd() - tcp.sndNxt;
}

function cwndRoom(tcp: TcpEndpoint): number {
	return (tcp.cwnd - tcp.inFlight()) * tcp.mss;
}

/** How many segments a burst has: more at a high rate and for a near peer. */
function burstSegments(tcp: TcpEndpoint): number {
	let bytes = Math.floor(tcp.pacingRate / BURST_RATE_DIVISOR);
	const distance = tcp.minRttUs === Number.POSITIVE_INFINITY ? 32 : Math.floor(tcp.minRttUs / NEAR_US);
	if (distance < 32) bytes += BURST_BYTES >> distance;
	return Math.max(Math.floor(Math.min(bytes, BURST_BYTES) / tcp.mss), BURST_LEAST_SEGMENTS);
}

/** How many segments the congestion window lets out in one burst: half of it at most. */
function quota(tcp: TcpEndpoint): number {
	const inFlight = tcp.inFlight();
	if (inFlight >= tcp.cwnd) return 0;
	return Math.min(Math.max(Math.floor(tcp.cwnd / 2), 1), tcp.cwnd - inFlight);
}

/**
 * Sends what the congestion window and the receiver's window allow, in bursts. True if nothing is under way although
 * data waits: then the receiver's window must be probed.
 */
export function sendPending(tcp: TcpEndpoint, mode: number): boolean {
	tcp.refresh();
	const burst = burstSegments(tcp);
	let sent = 0;
	let cwndStops = false;
	let windowStops = false;
	while (hasUnsent(tcp)) {
		const allowed = quota(tcp);
		if (allowed === 0 && mode !== PROBE) break;
		const segments = Math.min(Math.max(allowed, 1), burst);
		const first = Math.min(unsent(tcp), tcp.mss);
		if (first > windowRoom(tcp)) {
			windowStops = true;
			break;
		}
		const waiting = queuedTogether(tcp);
		if (waiting <= tcp.mss) {
			if (isHeldByNagle(tcp, waiting)) break;
		} else if (mode !== PROBE && burstShouldWait(tcp, waiting, burst)) {
			cwndStops = cwndRoom(tcp) < windowRoom(tcp) && cwndRoom(tcp) <= waiting;
			break;
		}
		const room = mode === PROBE ? tcp.mss : Math.min(segments * tcp.mss, windowRoom(tcp));
		sent += sendBurst(tcp, Math.min(unsent(tcp), room));
		if (mode === PROBE) break;
	}
	cwndStops ||= tcp.inFlight() >= tcp.cwnd;
	if (mode === ALL) noticeBlocked(tcp, hasUnsent(tcp), windowStops);
	if (sent > 0 || cwndStops) noticeUsage(tcp, cwndStops);
	if (sent === 0) return tcp.packetsOut === 0 && hasUnsent(tcp);
	if (inReduction(tcp)) tcp.prrOut += sent;
	if (mode !== PROBE) scheduleProbe(tcp, false);
	return false;
}

/** Linux gathers what is written into pieces of at most half the receiver's largest window. */
function queuedTogether(tcp: TcpEndpoint): number {
	const piece = Math.min(BURST_BYTES, Math.max(Math.floor(tcp.maxWindow / 2), tcp.mss));
	return Math.min(unsent(tcp), Math.floor(piece / tcp.mss) * tcp.mss);
}

/** Nagle's rule in Minshall's form: a small segment waits while another small one is under way. */
function isHeldByNagle(tcp: TcpEndpoint, bytes: number): boolean {
	if (tcp.side.settings.noDelay || bytes >= tcp.mss || tcp.finQueued) return false;
	return tcp.packetsOut > 0 && tcp.lastSmallEnd > tcp.sndUna && tcp.lastSmallEnd <= tcp.sndNxt;
}

/** Whether to wait for the next acknowledgement, so that more goes out together. */
function burstShouldWait(tcp: TcpEndpoint, waiting: number, burst: number): boolean {
	if (tcp.phase >= RECOVERY) return false;
	if (tcp.side.kernel.now - tcp.lastWriteNs > BURST_WAIT_NS) return false;
	const byWindow = windowRoom(tcp);
	const byCwnd = cwndRoom(tcp);
	const limit = Math.min(byWindow, byCwnd);
	if (limit >= burst * tcp.mss) return false;
	if (unsent(tcp) > waiting && limit >= waiting) return false;
	if (limit >= Math.floor(Math.min(tcp.sndWnd, tcp.cwnd * tcp.mss) / WINDOW_DIVISOR)) return false;
	const first = tcp.sent.first;
	if (first === null) return false;
	const srttUs = tcp.srttUs8 / 8;
	const untilAckUs = first.sentUs + srttUs - tcp.nowUs;
	if (untilAckUs > Math.min(srttUs / 2, BURST_WAIT_US)) return false;
	if (byCwnd < byWindow ? byCwnd <= waiting : byWindow <= waiting) return true;
	return !tcp.finQueued;
}

/** Sends these bytes as segments; the last of several, and the one that ends what was written, carries the push flag. */
function sendBurst(tcp: TcpEndpoint, bytes: number): number {
	noticeReleased(tcp);
	const end = tcp.sndNxt + bytes;
	const begin = tcp.sndNxt;
	let segments = 0;
	do {
		const segmentEnd = Math.min(tcp.sndNxt + tcp.mss, end);
		const segment = tcp.sent.append(tcp.sndNxt, segmentEnd);
		segment.push = segmentEnd === end && (bytes > tcp.mss || end === tcp.writeSeq) && end > begin;
		segment.fin = segmentEnd === tcp.writeSeq && tcp.finQueued;
		if (segment.fin) segment.end += 1;
		sendSegment(tcp, segment);
		if (segmentEnd - segment.seq < tcp.mss) tcp.lastSmallEnd = segment.end;
		noticeNewSegment(tcp, segment.end);
		segments += 1;
	} while (tcp.sndNxt < end);
	return segments;
}

function noticeNewSegment(tcp: TcpEndpoint, end: number): void {
	const before = tcp.packetsOut;
	tcp.sndNxt = end;
	tcp.packetsOut += 1;
	if (before === 0 || tcp.pending === PENDING_PROBE) restartTimeout(tcp);
}

/** Sends what may be sent; where the receiver's window is closed, sees to it that it will be probed. */
export function push(tcp: TcpEndpoint): void {
	if (sendPending(tcp, ALL) && tcp.pending === PENDING_NOTHING) setTimer(tcp, PENDING_WINDOW_PROBE, tcp.rtoTicks);
}
