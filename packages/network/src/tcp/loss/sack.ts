import { LOSS } from "../congestion/control.ts";
import type { TcpEndpoint } from "../endpoint.ts";
import type { Packet } from "../packet.ts";
import { type AckSample, sentAfter } from "../sample.ts";
import { EVER_RESENT, LOST, RESENT, SACKED, type Segment } from "../segment.ts";
import { noticeReordering } from "./marks.ts";
import { advanceRack } from "./rack.ts";

/** Of the segments that are delivered by one acknowledgement, the latest sent one counts for the rate and for RACK. */
export function noticeDelivered(sample: AckSample, segment: Segment): void {
	if (segment.deliveredBefore < 0) return;
	if (sample.latestEnd === 0 || sentAfter(segment.sentUs, sample.latestSentUs, segment.end, sample.latestEnd)) {
		sample.deliveredBefore = segment.deliveredBefore;
		sample.latestSentUs = segment.sentUs;
		sample.latestEnd = segment.end;
	}
	if (segment.marks & SACKED) segment.deliveredBefore = -1;
}

/** Takes the blocks of an acknowledgement into the scoreboard. Gives how many segments they report as delivered. */
export function takeBlocks(tcp: TcpEndpoint, packet: Packet, priorUna: number, sample: AckSample): number {
	sample.reordered = tcp.sndNxt;
	if (tcp.sackedOut === 0) tcp.highestSacked = tcp.sndUna;
	const duplicate = reportsDuplicate(tcp, packet, priorUna, sample);
	let delivered = sample.duplicateReported ? 1 : 0;
	if (tcp.packetsOut === 0) return delivered;
	for (let block = 0; block < packet.sackCount; block++) {
		const start = packet.sacks[2 * block] ?? 0;
		const end = packet.sacks[2 * block + 1] ?? 0;
		if (block === 0 && duplicate) {
			forgetNeedlessCopies(tcp, start, end);
			continue;
		}
		if (end > tcp.sndNxt || start >= end || start <= tcp.sndUna || end <= priorUna) continue;
		delivered += takeBlock(tcp, start, end, sample);
	}
	rememberBlocks(tcp, packet);
	if (tcp.phase !== LOSS || tcp.undoMarker > 0) noticeReordering(tcp, sample.reordered);
	return delivered;
}

/** D-SACK (RFC 2883): the first block lies below the acknowledgement, or within the second one. */
function reportsDuplicate(tcp: TcpEndpoint, packet: Packet, priorUna: number, sample: AckSample): boolean {
	if (packet.sackCount === 0) return false;
	const start = packet.sacks[0] ?? 0;
	const end = packet.sacks[1] ?? 0;
	const below = start < packet.ack;
	const within = packet.sackCount > 1 && end <= (packet.sacks[3] ?? 0) && start >= (packet.sacks[2] ?? 0);
	if (!below && !within) return false;
	if (end - start <= tcp.mss && tcp.probeEnd > 0 && tcp.probeEnd === end) sample.duplicateOfProbe = true;
	const segments = Math.max(Math.ceil((end - start) / tcp.mss), 1);
	tcp.duplicatesReported += segments;
	// The network, not this sender, made the copy.
	if (tcp.duplicatesReported > tcp.resentTotal) return true;
	if (tcp.reorderingSeen && !sample.duplicateOfProbe) tcp.rackDuplicateSeen = true;
	sample.duplicateReported = true;
	if (tcp.undoMarker > 0 && tcp.undoResent > 0 && end <= priorUna && end > tcp.undoMarker) {
		tcp.undoResent = Math.max(0, tcp.undoResent - segments);
	}
	return true;
}

function forgetNeedlessCopies(tcp: TcpEndpoint, start: number, end: number): void {
	for (let segment = tcp.sent.first; segment !== null && segment.seq < end; segment = segment.next) {
		if (segment.seq < start || segment.end > end) continue;
		if ((segment.marks & EVER_RESENT) !== 0 && tcp.undoMarker > 0 && tcp.undoResent > 0) tcp.undoResent -= 1;
		if (segment.marks & RESENT) {
			segment.marks &= ~RESENT;
			tcp.resentOut -= 1;
		}
	}
}

function takeBlock(tcp: TcpEndpoint, start: number, end: number, sample: AckSample): number {
	const from = firstNewPosition(tcp, start, end);
	if (from >= end) return 0;
	let delivered = 0;
	const hint = tcp.sackHint;
	let segment = hint !== null && hint.seq <= from ? hint : tcp.sent.first;
	for (; segment !== null && segment.seq < end; segment = segment.next) {
		if (segment.seq < start || segment.end > end || (segment.marks & SACKED) !== 0) continue;
		takeSegment(tcp, segment, sample);
		tcp.sackHint = segment;
		delivered += 1;
	}
	return delivered;
}

/** Blocks mostly grow at their end: what the acknowledgement before this one has said is not looked at again. */
function firstNewPosition(tcp: TcpEndpoint, start: number, end: number): number {
	const known = tcp.knownBlocks;
	for (let at = 0; at + 1 < known.length; at += 2) {
		const knownStart = known[at] ?? 0;
		const knownEnd = known[at + 1] ?? 0;
		if (knownStart <= start && start < knownEnd) return Math.min(knownEnd, end);
	}
	return start;
}

function rememberBlocks(tcp: TcpEndpoint, packet: Packet): void {
	tcp.knownBlocks.length = 0;
	for (let at = 0; at < 2 * packet.sackCount; at++) tcp.knownBlocks.push(packet.sacks[at] ?? 0);
}

function takeSegment(tcp: TcpEndpoint, segment: Segment, sample: AckSample): void {
	advanceRack(tcp, segment);
	if (segment.marks & RESENT) {
		// A copy of what isn't lost stays under way.
		if (segment.marks & LOST) {
			segment.marks &= ~(LOST | RESENT);
			tcp.lostOut -= 1;
			tcp.resentOut -= 1;
		}
	} else {
		if ((segment.marks & EVER_RESENT) === 0) {
			if (segment.seq < tcp.highestSacked && segment.seq < sample.reordered) sample.reordered = segment.seq;
			if (segment.end <= tcp.highSeq) sample.originalArrived = true;
			if (sample.firstSackedUs === 0) sample.firstSackedUs = segment.sentUs;
			sample.lastSackedUs = segment.sentUs;
		}
		if (segment.marks & LOST) {
			segment.marks &= ~LOST;
			tcp.lostOut -= 1;
		}
	}
	segment.marks |= SACKED;
	sample.newlySacked = true;
	tcp.sackedOut += 1;
	noticeDelivered(sample, segment);
	tcp.sent.leaveSentOrder(segment);
	if (segment.end > tcp.highestSacked) tcp.highestSacked = segment.end;
}
