import type { TcpEndpoint } from "./endpoint.ts";
import { HEADER_BYTES } from "./packet.ts";
import { measureByWindow } from "./receive-tuning.ts";
import { noticeSegmentSize, receiveWindowLeft, widenForSegment, windowToOffer } from "./receive-window.ts";
import { sendAck } from "./transmit.ts";

/** At most so many segments in a row are acknowledged at once at the start. TCP_MAX_QUICKACKS */
const MOST_QUICK_ACKS = 16;
/** Least wait with an acknowledgement: 40 ms. TCP_ATO_MIN and TCP_DELACK_MIN are HZ/25 */
const DELAY_MIN_PER_S = 25;
/** The longest: 200 ms. TCP_DELACK_MAX is HZ/5 */
const DELAY_MAX_PER_S = 5;
/** Sizes of full segments: what must be assumed, and the least that is taken for one. TCP_MSS_DEFAULT, TCP_MIN_MSS */
const DEFAULT_MSS = 536;
const LEAST_MSS = 88;
/** After three equal ones in a row, further acknowledgements of disorder are gathered. TCP_FASTRETRANS_THRESH */
const DUPLICATES_AT_ONCE = 3;
/** At most so many of them. net.ipv4.tcp_comp_sack_nr */
const MOST_GATHERED = 44;
/** For a twentieth of the round-trip time, 1 ms at most. net.ipv4.tcp_comp_sack_delay_ns */
const GATHER_MAX_NS = 1_000_000;

function delayMinTicks(tcp: TcpEndpoint): number {
	return Math.floor(tcp.hz / DELAY_MIN_PER_S);
}

/** A conversation: this side answers what it receives, and its data carries the acknowledgements. */
function inPingPong(tcp: TcpEndpoint): boolean {
	return tcp.pingPong >= 1;
}

function raiseQuickAcks(tcp: TcpEndpoint): void {
	const segments = Math.floor(tcp.rcvWnd / (2 * tcp.rcvMss));
	const quick = Math.min(segments === 0 ? 2 : segments, MOST_QUICK_ACKS);
	if (quick > tcp.quickAcks) tcp.quickAcks = quick;
}

/** Something is wrong on the way: the sender should hear of every segment. */
export function enterQuickAcks(tcp: TcpEndpoint): void {
	raiseQuickAcks(tcp);
	tcp.pingPong = 0;
	tcp.ackTimeoutTicks = delayMinTicks(tcp);
}

/** Learns from a segment's size whether it ends a message: then the sender may be waiting. */
export function measureSegment(tcp: TcpEndpoint, bytes: number, pushed: boolean): void {
	const last = tcp.lastSegmentBytes;
	tcp.lastSegmentBytes = 0;
	if (bytes >= tcp.rcvMss) {
		noticeSegmentSize(tcp, bytes);
		if (pushed) tcp.ackPushed = true;
		return;
	}
	// Two in a row of the same size, and not too small (RFC 9293, 3.7.1), are taken for full ones of a smaller kind.
	const withHeader = bytes + tcp.headerBytes - HEADER_BYTES;
	if (withHeader >= DEFAULT_MSS || (withHeader >= LEAST_MSS && !pushed)) {
		tcp.lastSegmentBytes = bytes;
		if (bytes === last) {
			tcp.rcvMss = bytes;
			return;
		}
	}
	if (tcp.ackPushed) tcp.ackPushedTwice = true;
	tcp.ackPushed = true;
}

/** Data has arrived in order: what it says about gaps, sizes and the window. */
export function noticeData(tcp: TcpEndpoint, bytes: number, pushed: boolean): void {
	tcp.ackScheduled = true;
	measureSegment(tcp, bytes, pushed);
	measureByWindow(tcp);
	const now = tcp.nowTicks();
	const least = delayMinTicks(tcp);
	if (tcp.ackTimeoutTicks === 0) {
		raiseQuickAcks(tcp);
		tcp.ackTimeoutTicks = least;
	} else {
		const gap = now - tcp.lastReceivedTicks;
		if (gap <= Math.floor(least / 2)) {
			tcp.ackTimeoutTicks = Math.floor(tcp.ackTimeoutTicks / 2) + Math.floor(least / 2);
		} else if (gap < tcp.ackTimeoutTicks) {
			tcp.ackTimeoutTicks = Math.min(Math.floor(tcp.ackTimeoutTicks / 2) + gap, tcp.rtoTicks);
		} else if (gap > tcp.rtoTicks) {
			raiseQuickAcks(tcp);
		}
	}
	tcp.lastReceivedTicks = now;
	widenForSegment(tcp, bytes);
}

/** After a segment was taken in: acknowledge now, later, or with the next data. */
export function decideAck(tcp: TcpEndpoint): void {
	if (!tcp.ackScheduled) return;
	const owed = tcp.rcvNxt - tcp.rcvWup;
	const moreThanOne = owed > tcp.rcvMss && (tcp.rcvNxt === tcp.copiedSeq || windowToOffer(tcp) >= tcp.rcvWnd);
	const quick = tcp.quickAcks > 0 && !inPingPong(tcp);
	if (moreThanOne || quick || tcp.ackNow) sendAck(tcp);
	else if (tcp.outOfOrder.length === 0) delayAck(tcp);
	else gatherAck(tcp);
}

/** After the application has read: acknowledge if that was not done and there is reason to. */
export function decideAckAfterRead(tcp: TcpEndpoint): void {
	if (tcp.ackScheduled) {
		const messageRead = tcp.ackPushedTwice || (tcp.ackPushed && !inPingPong(tcp));
		if (tcp.rcvNxt - tcp.rcvWup > tcp.rcvMss || (messageRead && tcp.rcvBufferUsed === 0)) {
			sendAck(tcp);
			return;
		}
	}
	if (tcp.finReceived) return;
	const left = receiveWindowLeft(tcp);
	if (2 * left > tcp.windowClamp) return;
	const wanted = windowToOffer(tcp);
	if (wanted > 0 && wanted >= 2 * left) sendAck(tcp);
}

function delayAck(tcp: TcpEndpoint): void {
	const now = tcp.nowTicks();
	const delay = delayTicks(tcp);
	let due = now + delay;
	if (tcp.delayedAckSet) {
		if (tcp.delayedAckTicks <= now + Math.floor(delay / 4)) {
			sendAck(tcp);
			return;
		}
		due = Math.min(due, tcp.delayedAckTicks);
	}
	tcp.delayedAckSet = true;
	tcp.delayedAckTicks = due;
	tcp.delayedAckAlarm.set(tcp.side.ticks.fireNs(now, due));
}

function delayTicks(tcp: TcpEndpoint): number {
	const least = delayMinTicks(tcp);
	const most = Math.floor(tcp.hz / DELAY_MAX_PER_S);
	let delay = tcp.ackTimeoutTicks;
	if (delay > least) {
		let limit = inPingPong(tcp) || tcp.ackPushed ? most : Math.floor(tcp.hz / 2);
		if (tcp.srttUs8 > 0) limit = Math.min(limit, Math.max(tcp.ticksCovering(Math.floor(tcp.srttUs8 / 8)), least));
		delay = Math.min(delay, limit);
	}
	return Math.min(delay, most - 1);
}

function gatherAck(tcp: TcpEndpoint): void {
	if (tcp.compressedAcks >= MOST_GATHERED) {
		sendAck(tcp);
		return;
	}
	if (tcp.compressedAckSeq !== tcp.rcvNxt) {
		tcp.compressedAckSeq = tcp.rcvNxt;
		tcp.duplicateAcks = 0;
	}
	if (tcp.duplicateAcks < DUPLICATES_AT_ONCE) {
		tcp.duplicateAcks += 1;
		sendAck(tcp);
		return;
	}
	tcp.compressedAcks += 1;
	if (tcp.compressedAcks > 1) return;
	const shortestUs8 = tcp.srttUs8 > 0 ? Math.min(tcp.srttUs8, tcp.rcvRttUs8) : tcp.rcvRttUs8;
	const delayNs = Math.min(GATHER_MAX_NS, Math.floor((shortestUs8 * 125) / 20));
	tcp.compressedAckAlarm.set(tcp.side.kernel.now + delayNs);
}

/** The wait with an acknowledgement is over. */
export function delayedAckDue(tcp: TcpEndpoint): void {
	if (!tcp.delayedAckSet) return;
	tcp.delayedAckSet = false;
	if (!tcp.ackScheduled) return;
	if (inPingPong(tcp)) {
		tcp.pingPong = 0;
		tcp.ackTimeoutTicks = delayMinTicks(tcp);
	} else {
		tcp.ackTimeoutTicks = Math.min(tcp.ackTimeoutTicks * 2, tcp.rtoTicks);
	}
	tcp.refresh();
	sendAck(tcp);
}

export function gatheredAckDue(tcp: TcpEndpoint): void {
	if (tcp.compressedAcks === 0) return;
	tcp.compressedAcks = 0;
	tcp.refresh();
	sendAck(tcp);
}
