import { decideAckAfterRead, enterQuickAcks, measureSegment, noticeData } from "./acknowledging.ts";
import type { TcpEndpoint } from "./endpoint.ts";
import { FIN, type Packet, PSH } from "./packet.ts";
import { memoryOf } from "./receive-memory.ts";
import { adjustReceiveBuffer, growReceiveBuffer } from "./receive-tuning.ts";
import { receiveWindowLeft, widenForSegment } from "./receive-window.ts";

/** Entries of `outOfOrder`: first position, position after the last, memory. */
const ENTRY = 3;

/** A segment with data or the end of the stream has arrived. True if the stream has grown in order. */
export function takeData(tcp: TcpEndpoint, packet: Packet): boolean {
	const fin = (packet.flags & FIN) !== 0;
	const end = packet.seq + packet.length + (fin ? 1 : 0);
	tcp.duplicateStart = -1;
	if (end <= tcp.rcvNxt) {
		answerOldData(tcp, packet.seq, end);
		return false;
	}
	if (packet.seq > tcp.rcvNxt) {
		if (packet.seq >= tcp.rcvNxt + receiveWindowLeft(tcp)) refuse(tcp);
		else keepOutOfOrder(tcp, packet.seq, end, packet.length, fin, (packet.flags & PSH) !== 0);
		return false;
	}
	if (packet.length > 0 && receiveWindowLeft(tcp) === 0) {
		refuse(tcp);
		return false;
	}
	if (packet.seq < tcp.rcvNxt) reportDuplicate(tcp, packet.seq, tcp.rcvNxt);
	tcp.rcvNxt = end;
	if (packet.length > 0) {
		tcp.rcvBufferUsed += memoryOf(packet.length);
		tcp.unreadMemory += memoryOf(packet.length);
		noticeData(tcp, packet.length, (packet.flags & (PSH | FIN)) !== 0);
	}
	if (fin) takeFin(tcp);
	if (tcp.outOfOrder.length > 0) joinOutOfOrder(tcp);
	return true;
}

/** A copy of what is here already: the sender should know at once (RFC 2883). */
function answerOldData(tcp: TcpEndpoint, start: number, end: number): void {
	reportDuplicate(tcp, start, end);
	refuse(tcp);
}

function refuse(tcp: TcpEndpoint): void {
	enterQuickAcks(tcp);
	tcp.ackScheduled = true;
}

function reportDuplicate(tcp: TcpEndpoint, start: number, end: number): void {
	tcp.duplicateStart = start;
	tcp.duplicateEnd = end;
}

function takeFin(tcp: TcpEndpoint): void {
	tcp.finReceived = true;
	tcp.ackScheduled = true;
	// Where this side has ended its own stream, nothing will carry the acknowledgement.
	if (tcp.finQueued) tcp.ackNow = true;
	else tcp.pingPong = Math.max(tcp.pingPong, 1);
}

function keepOutOfOrder(
	tcp: TcpEndpoint,
	seq: number,
	end: number,
	length: number,
	fin: boolean,
	pushed: boolean,
): void {
	measureSegment(tcp, length, pushed || fin);
	tcp.ackScheduled = true;
	if (fin) tcp.outOfOrderFin = end;
	if (isKept(tcp, seq, end)) {
		reportDuplicate(tcp, seq, end);
	} else {
		insert(tcp.outOfOrder, seq, end, memoryOf(length));
		tcp.rcvBufferUsed += memoryOf(length);
		widenForSegment(tcp, length);
	}
	noteSelective(tcp, seq, end);
	growReceiveBuffer(tcp, tcp.rcvSpace);
}

function isKept(tcp: TcpEndpoint, seq: number, end: number): boolean {
	const kept = tcp.outOfOrder;
	for (let at = 0; at < kept.length; at += ENTRY) {
		if ((kept[at] ?? 0) <= seq && end <= (kept[at + 1] ?? 0)) return true;
	}
	return false;
}

/** Puts a range into the ascending list, joined with what it touches. */
function insert(kept: number[], start: number, end: number, memory: number): void {
	let at = 0;
	while (at < kept.length && (kept[at + 1] ?? 0) < start) at += ENTRY;
	let from = start;
	let to = end;
	let total = memory;
	let joined = 0;
	while (at + joined < kept.length && (kept[at + joined] ?? 0) <= to) {
		from = Math.min(from, kept[at + joined] ?? from);
		to = Math.max(to, kept[at + joined + 1] ?? to);
		total += kept[at + joined + 2] ?? 0;
		joined += ENTRY;
	}
	if (joined === ENTRY) {
		kept[at] = from;
		kept[at + 1] = to;
		kept[at + 2] = total;
	} else {
		kept.splice(at, joined, from, to, total);
	}
}

/** The gap before the first range is filled. */
function joinOutOfOrder(tcp: TcpEndpoint): void {
	const kept = tcp.outOfOrder;
	let joined = 0;
	while (joined < kept.length && (kept[joined] ?? 0) <= tcp.rcvNxt) {
		const end = kept[joined + 1] ?? 0;
		if (end > tcp.rcvNxt) tcp.rcvNxt = end;
		tcp.unreadMemory += kept[joined + 2] ?? 0;
		joined += ENTRY;
	}
	if (joined > 0) kept.splice(0, joined);
	if (kept.length === 0) tcp.ackNow = true;
	if (tcp.outOfOrderFin > 0 && tcp.rcvNxt >= tcp.outOfOrderFin && !tcp.finReceived) takeFin(tcp);
	forgetSelective(tcp);
}

/** The block with the newest segment comes first, then the others as they were (RFC 2018). */
function noteSelective(tcp: TcpEndpoint, seq: number, end: number): void {
	const blocks = tcp.selective;
	let start = seq;
	let stop = end;
	for (let at = 0; at < blocks.length; ) {
		const blockStart = blocks[at] ?? 0;
		const blockEnd = blocks[at + 1] ?? 0;
		if (blockStart > stop || start > blockEnd) {
			at += 2;
			continue;
		}
		start = Math.min(start, blockStart);
		stop = Math.max(stop, blockEnd);
		blocks.splice(at, 2);
		// What was apart before may touch now.
		at = 0;
	}
	blocks.unshift(start, stop);
	if (blocks.length > 8) blocks.length = 8;
}

function forgetSelective(tcp: TcpEndpoint): void {
	const blocks = tcp.selective;
	if (tcp.outOfOrder.length === 0) {
		blocks.length = 0;
		return;
	}
	for (let at = 0; at < blocks.length; ) {
		if ((blocks[at] ?? 0) <= tcp.rcvNxt) blocks.splice(at, 2);
		else at += 2;
	}
}

/** The application reads all that is here in order. */
export function readAll(tcp: TcpEndpoint): void {
	const end = tcp.rcvNxt - (tcp.finReceived ? 1 : 0);
	if (end <= tcp.copiedSeq) return;
	tcp.copiedSeq = end;
	tcp.rcvBufferUsed -= tcp.unreadMemory;
	tcp.unreadMemory = 0;
	adjustReceiveBuffer(tcp);
	decideAckAfterRead(tcp);
}
