import { OPEN } from "./congestion/control.ts";
import type { TcpEndpoint } from "./endpoint.ts";
import { noticeReordering } from "./loss/marks.ts";
import { adaptReorderingWindow, advanceRack } from "./loss/rack.ts";
import { changePhase, LOST_AGAIN, NEW_FIRST, NOTHING_AGAIN } from "./loss/recovery.ts";
import { reduceForProbe, reduceWindow } from "./loss/reduction.ts";
import { resendAllLost } from "./loss/resend.ts";
import { noticeDelivered, takeBlocks } from "./loss/sack.ts";
import { ALL, sendPending } from "./output.ts";
import type { Packet } from "./packet.ts";
import { takeMinRtt, takeRtt, updatePacingRate } from "./round-trip-time.ts";
import { AckSample } from "./sample.ts";
import { EVER_RESENT, LOST, RESENT, SACKED, type Segment } from "./segment.ts";
import { setTimerAfterProgress } from "./timers.ts";
import { inReduction, isWindowLimited, restartAfterIdle } from "./window-usage.ts";

/** Used for one acknowledgement after the other: nothing of it outlives the call. */
const sample = new AckSample();

/** Reordering up to this many segments is usual. net.ipv4.tcp_reordering */
const USUAL_REORDERING = 3;

/** Takes what a packet says about this side's data: what has arrived, how long it took, what is lost, what may be sent. */
export function takeAcknowledgement(tcp: TcpEndpoint, packet: Packet): void {
	const priorUna = tcp.sndUna;
	if (packet.ack > tcp.sndNxt) return;
	sample.reset(tcp.sndNxt);
	sample.carriesData = packet.length > 0;
	if (packet.ack < priorUna) {
		takeOldAcknowledgement(tcp, packet);
		return;
	}
	const deliveredBefore = tcp.delivered;
	const lostBefore = tcp.lostTotal;
	const packetsBefore = tcp.packetsOut;
	const highestBefore = tcp.sackedOut > 0 ? tcp.highestSacked : tcp.sndUna;
	if (packet.ack > priorUna) {
		sample.advanced = true;
		tcp.retransmits = 0;
	}
	takeWindow(tcp, packet);
	tcp.sndUna = packet.ack;
	if (packet.sackCount > 0) tcp.delivered += takeBlocks(tcp, packet, priorUna, sample);
	let again = NOTHING_AGAIN;
	if (packetsBefore > 0) {
		dropAcknowledged(tcp, priorUna, highestBefore);
		adaptReorderingWindow(tcp, sample);
	}
	if (tcp.probeEnd > 0) judgeProbe(tcp, packet.ack);
	if (packetsBefore === 0 ? sample.duplicateReported : isDubious(tcp)) again = changePhase(tcp, priorUna, sample);
	if (packetsBefore === 0) return;
	if (sample.setTimer) setTimerAfterProgress(tcp);
	adaptWindow(tcp, tcp.delivered - deliveredBefore, tcp.lostTotal - lostBefore);
	updatePacingRate(tcp);
	sendAgain(tcp, again);
}

/** It was overtaken, but its blocks may still be news. */
function takeOldAcknowledgement(tcp: TcpEndpoint, packet: Packet): void {
	if (packet.sackCount === 0) return;
	tcp.delivered += takeBlocks(tcp, packet, tcp.sndUna, sample);
	sendAgain(tcp, changePhase(tcp, tcp.sndUna, sample));
}

/** The window of a segment counts unless a newer one has set it (RFC 9293, 3.10.7.4). */
function takeWindow(tcp: TcpEndpoint, packet: Packet): void {
	const newer = packet.ack > tcp.sndUna || packet.seq > tcp.windowSeq;
	if (!newer && !(packet.seq === tcp.windowSeq && packet.windowBytes > tcp.sndWnd)) return;
	sample.windowUpdated = true;
	tcp.windowSeq = packet.seq;
	if (tcp.sndWnd === packet.windowBytes) return;
	tcp.sndWnd = packet.windowBytes;
	if (tcp.writeSeq > tcp.sndNxt) restartAfterIdle(tcp);
	if (tcp.sndWnd > tcp.maxWindow) tcp.maxWindow = tcp.sndWnd;
}

/** Forgets the segments up to the acknowledgement, and learns from when they were sent. */
function dropAcknowledged(tcp: TcpEndpoint, priorUna: number, highestBefore: number): void {
	const sackedBefore = tcp.sackedOut;
	let firstUs = 0;
	let lastUs = 0;
	let acked = 0;
	let reordered = tcp.sndNxt;
	for (let segment = tcp.sent.first; segment !== null && segment.end <= tcp.sndUna; segment = tcp.sent.first) {
		if (segment.marks & EVER_RESENT) {
			sample.resentAcked = true;
		} else if ((segment.marks & SACKED) === 0) {
			lastUs = segment.sentUs;
			if (firstUs === 0) firstUs = segment.sentUs;
			if (segment.seq < reordered) reordered = segment.seq;
			if (segment.end <= tcp.highSeq) sample.originalArrived = true;
		}
		uncount(tcp, segment);
		acked += 1;
		tcp.sent.dropFirst();
	}
	if (acked > 0) sample.dataAcked = true;
	const rttTaken = measure(tcp, firstUs, lastUs, acked, sackedBefore, tcp.sndUna - priorUna);
	if (acked > 0) {
		sample.setTimer = true;
		if (reordered < highestBefore) noticeReordering(tcp, reordered);
	} else if (rttTaken && sample.firstSackedUs > 0 && tcp.sent.first !== null) {
		// What was SACKed left before the oldest segment did: the timer may start again.
		sample.setTimer = sample.firstSackedUs < tcp.sent.first.sentUs;
	}
}

function uncount(tcp: TcpEndpoint, segment: Segment): void {
	if (segment.marks & RESENT) tcp.resentOut -= 1;
	if (segment.marks & SACKED) {
		tcp.sackedOut -= 1;
	} else {
		tcp.delivered += 1;
		if (!wasNeedlessCopy(tcp, segment)) advanceRack(tcp, segment);
	}
	if (segment.marks & LOST) tcp.lostOut -= 1;
	tcp.packetsOut -= 1;
	noticeDelivered(sample, segment);
	if (segment === tcp.retransmitHint) tcp.retransmitHint = null;
	if (segment === tcp.sackHint) tcp.sackHint = null;
}

/** The echo is older than the copy: the original arrived. */
function wasNeedlessCopy(tcp: TcpEndpoint, segment: Segment): boolean {
	if ((segment.marks & EVER_RESENT) === 0 || tcp.echoedMs === 0) return false;
	return tcp.echoedMs < Math.floor(segment.sentUs / 1_000);
}

/** Round-trip times from the segments that were sent once; or else from the echoed timestamp. */
function measure(
	tcp: TcpEndpoint,
	firstUs: number,
	lastUs: number,
	acked: number,
	sackedBefore: number,
	ackedBytes: number,
): boolean {
	let rttUs = -1;
	let latestUs = -1;
	if (firstUs > 0 && !sample.resentAcked) {
		rttUs = tcp.nowUs - firstUs;
		latestUs = tcp.nowUs - lastUs;
		sample.maybeDelayed =
			acked === 1 &&
			sackedBefore === 0 &&
			ackedBytes < tcp.mss &&
			sample.deliveredBefore + 1 === tcp.delivered &&
			!sample.newlySacked &&
			!sample.duplicateReported;
	}
	if (sample.firstSackedUs > 0) {
		if (rttUs < 0) rttUs = tcp.nowUs - sample.firstSackedUs;
		latestUs = tcp.nowUs - sample.lastSackedUs;
	}
	if (rttUs < 0 && acked > 0 && tcp.echoedMs > 0) {
		rttUs = Math.max(Math.floor(tcp.nowUs / 1_000) - tcp.echoedMs, 1) * 1_000;
		latestUs = rttUs;
	}
	if (rttUs >= 0) {
		takeMinRtt(tcp, latestUs, sample.maybeDelayed);
		takeRtt(tcp, rttUs);
	}
	if (latestUs >= 0) tcp.congestion?.measured(tcp, latestUs);
	return rttUs >= 0;
}

/** Whether the tail was lost that was probed for (RFC 8985, 7.4). */
function judgeProbe(tcp: TcpEndpoint, ack: number): void {
	if (ack < tcp.probeEnd) return;
	const plainDuplicate =
		!sample.advanced && !sample.carriesData && !sample.windowUpdated && !sample.dataAcked && !sample.newlySacked;
	if (!tcp.probeWasResend || sample.duplicateOfProbe) tcp.probeEnd = 0;
	else if (ack > tcp.probeEnd) reduceForProbe(tcp);
	else if (plainDuplicate) tcp.probeEnd = 0;
}

/** Anything but plain progress. */
function isDubious(tcp: TcpEndpoint): boolean {
	const plain = sample.carriesData || sample.windowUpdated || sample.dataAcked || sample.synAcked;
	return !plain || sample.newlySacked || sample.duplicateReported || tcp.phase !== OPEN;
}

function adaptWindow(tcp: TcpEndpoint, delivered: number, lost: number): void {
	if (inReduction(tcp)) {
		reduceWindow(tcp, delivered, lost, sample.advanced);
		return;
	}
	const reorders = tcp.reordering > USUAL_REORDERING;
	if (!sample.dataAcked && !(reorders && sample.newlySacked)) return;
	if (isWindowLimited(tcp)) tcp.congestion?.grow(tcp, delivered);
	tcp.cwndTicks = tcp.nowTicks();
}

function sendAgain(tcp: TcpEndpoint, again: number): void {
	if (again === NOTHING_AGAIN) return;
	if (again === NEW_FIRST) {
		sendPending(tcp, ALL);
		if (tcp.sndNxt > tcp.highSeq) return;
		tcp.forwardRto = false;
	}
	if (again === LOST_AGAIN || again === NEW_FIRST) resendAllLost(tcp);
}
