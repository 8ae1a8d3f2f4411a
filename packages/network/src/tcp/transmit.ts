import { PASSED } from "../path/direction.ts";
import type { TcpEndpoint } from "./endpoint.ts";
import {
	ACK,
	FIN,
	HEADER_BYTES,
	type Packet,
	PSH,
	RST,
	SACK_BASE_BYTES,
	SACK_BLOCK_BYTES,
	SYN,
	SYN_OPTION_BYTES,
	SYN_OPTION_WITH_TIMESTAMP_BYTES,
} from "./packet.ts";
import { MAX_SCALED_WINDOW } from "./receive-memory.ts";
import { offerWindow } from "./receive-window.ts";
import { recordOf } from "./record.ts";
import type { Segment } from "./segment.ts";

/** The options of a segment are 40 bytes at most (RFC 9293): three SACK blocks beside timestamps, four without. */
const MOST_BLOCKS = 4;
const MOST_BLOCKS_WITH_TIMESTAMPS = 3;

/** A SYN, or with an acknowledgement the SYN-ACK. */
export function sendSyn(tcp: TcpEndpoint, flags: number): void {
	const packet = blank(tcp, flags | SYN);
	const { timestamps } = tcp.side.settings;
	packet.bytes = HEADER_BYTES + (timestamps ? SYN_OPTION_WITH_TIMESTAMP_BYTES : SYN_OPTION_BYTES);
	packet.seq = 0;
	packet.windowBytes = Math.min(tcp.rcvWnd, MAX_SCALED_WINDOW);
	packet.isResend = tcp.accounts.handshakeResends > 0;
	offer(tcp, packet);
}

export function sendReset(tcp: TcpEndpoint): void {
	const packet = blank(tcp, RST);
	packet.bytes = HEADER_BYTES;
	packet.seq = tcp.sndNxt;
	offer(tcp, packet);
}

/** A packet without data that acknowledges what is here, with SACK blocks for what is beyond a gap. */
export function sendAck(tcp: TcpEndpoint): void {
	const packet = blank(tcp, ACK);
	packet.seq = tcp.sndNxt;
	complete(tcp, packet);
	offer(tcp, packet);
}

/** Asks for the receiver's window: a packet without data from before the window, which must be acknowledged. */
export function sendWindowProbe(tcp: TcpEndpoint): void {
	const packet = blank(tcp, ACK);
	packet.seq = tcp.sndUna - 1;
	complete(tcp, packet);
	offer(tcp, packet);
}

/** Sends a segment, for the first time or again. */
export function sendSegment(tcp: TcpEndpoint, segment: Segment, isResend = false): void {
	const packet = blank(tcp, ACK | (segment.push ? PSH : 0) | (segment.fin ? FIN : 0));
	packet.seq = segment.seq;
	packet.length = segment.end - segment.seq - (segment.fin ? 1 : 0);
	complete(tcp, packet);
	packet.bytes += packet.length;
	packet.isResend = isResend;
	noticeSending(tcp, packet.length);
	segment.sentUs = tcp.nowUs;
	segment.deliveredBefore = tcp.delivered;
	offer(tcp, packet);
}

function noticeSending(tcp: TcpEndpoint, length: number): void {
	tcp.lastWriteNs = tcp.side.kernel.now;
	if (length === 0) return;
	tcp.accounts.segmentsSent += 1;
	const now = tcp.nowTicks();
	if (tcp.inFlight() === 0) tcp.congestion?.resumes(tcp);
	tcp.lastSentTicks = now;
	// A reply within the time for which an acknowledgement would be kept back: this is a conversation.
	const sinceReceived = now - tcp.lastReceivedTicks;
	if (sinceReceived < tcp.ackTimeoutTicks && tcp.pingPong < 255) tcp.pingPong += 1;
}

function blank(tcp: TcpEndpoint, flags: number): Packet {
	const packet = tcp.side.pool.take();
	packet.to = tcp.peer;
	packet.flags = flags;
	packet.length = 0;
	packet.ack = tcp.rcvNxt;
	packet.windowBytes = 0;
	packet.stampMs = Math.floor(tcp.nowUs / 1_000);
	packet.echoMs = tcp.recentStampMs;
	packet.sackCount = 0;
	packet.isResend = false;
	return packet;
}

/** Acknowledgement, window and blocks; whatever was owed is paid with it. */
function complete(tcp: TcpEndpoint, packet: Packet): void {
	packet.bytes = tcp.headerBytes;
	packet.windowBytes = offerWindow(tcp);
	writeBlocks(tcp, packet);
	if (packet.sackCount > 0) packet.bytes += SACK_BASE_BYTES + SACK_BLOCK_BYTES * packet.sackCount;
	if (tcp.compressedAcks > 0) {
		tcp.compressedAcks = 0;
		tcp.compressedAckAlarm.clear();
	}
	if (tcp.quickAcks > 0 && tcp.ackScheduled) {
		tcp.quickAcks -= 1;
		if (tcp.quickAcks === 0) tcp.ackTimeoutTicks = Math.floor(tcp.hz / 25);
	}
	tcp.ackScheduled = false;
	tcp.ackNow = false;
	tcp.ackPushed = false;
	tcp.ackPushedTwice = false;
	if (tcp.delayedAckSet) {
		tcp.delayedAckSet = false;
		tcp.delayedAckAlarm.clear();
	}
}

/** What arrived twice comes first (D-SACK, RFC 2883), and is said once. */
function writeBlocks(tcp: TcpEndpoint, packet: Packet): void {
	const most = tcp.side.settings.timestamps ? MOST_BLOCKS_WITH_TIMESTAMPS : MOST_BLOCKS;
	let count = 0;
	if (tcp.duplicateStart >= 0) {
		packet.sacks[0] = tcp.duplicateStart;
		packet.sacks[1] = tcp.duplicateEnd;
		tcp.duplicateStart = -1;
		count = 1;
	}
	const blocks = tcp.selective;
	for (let at = 0; at + 1 < blocks.length && count < most; at += 2) {
		packet.sacks[2 * count] = blocks[at] ?? 0;
		packet.sacks[2 * count + 1] = blocks[at + 1] ?? 0;
		count += 1;
	}
	packet.sackCount = count;
}

function offer(tcp: TcpEndpoint, packet: Packet): void {
	const { out, pool, watchPacket } = tcp.side;
	const fate = out.offer(packet);
	if (watchPacket !== undefined) watchPacket(recordOf(tcp, packet, fate));
	if (fate !== PASSED) pool.giveBack(packet);
}
