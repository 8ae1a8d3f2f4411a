import { takeAcknowledgement } from "./acknowledged.ts";
import { decideAck } from "./acknowledging.ts";
import { finish, finishIfDone } from "./closing.ts";
import { readAll, takeData } from "./data.ts";
import type { TcpEndpoint } from "./endpoint.ts";
import { answerSyn, refuseSyn, takeHandshakeAck, takeSynAck } from "./handshake.ts";
import { push } from "./output.ts";
import { ACK, FIN, type Packet, RST, SYN } from "./packet.ts";
import { measureByEcho } from "./receive-tuning.ts";
import { sendAck, sendReset } from "./transmit.ts";

/** A packet has come to this end. */
export function receivePacket(tcp: TcpEndpoint, packet: Packet): void {
	switch (tcp.state) {
		case "listening":
			if (packet.flags & SYN) takeSyn(tcp, packet);
			return;
		case "syn-sent":
			if (packet.flags & RST) finish(tcp, "refused");
			else if ((packet.flags & SYN) !== 0 && (packet.flags & ACK) !== 0) takeSynAck(tcp, packet);
			return;
		case "syn-received":
			receiveInHandshake(tcp, packet);
			return;
		case "open":
			receiveInOpen(tcp, packet);
			return;
		case "gone":
			if (!tcp.side.isDown) answerWhenGone(tcp, packet);
			return;
	}
}

/** What the host does with it is what it does now, not what it did when the connection was begun. */
function takeSyn(tcp: TcpEndpoint, packet: Packet): void {
	const { listening, isDown } = tcp.side;
	if (isDown || listening === "silent") return;
	if (listening === "accepts") answerSyn(tcp, packet);
	else refuseSyn(tcp);
}

function receiveInHandshake(tcp: TcpEndpoint, packet: Packet): void {
	if (packet.flags & RST) {
		finish(tcp, "reset");
	} else if (packet.flags & SYN) {
		answerSyn(tcp, packet);
	} else if (packet.ack >= 1) {
		takeHandshakeAck(tcp, packet);
		if (tcp.state === "open") receiveInOpen(tcp, packet);
	}
}

function receiveInOpen(tcp: TcpEndpoint, packet: Packet): void {
	tcp.refresh();
	if (packet.flags & RST) {
		finish(tcp, "reset");
		return;
	}
	// The SYN-ACK once more: its acknowledgement was lost (RFC 9293, 3.10.7.4).
	if (packet.flags & SYN) {
		sendAck(tcp);
		return;
	}
	const bare = packet.length === 0 && (packet.flags & FIN) === 0;
	const { timestamps } = tcp.side.settings;
	tcp.echoedMs = timestamps ? packet.echoMs : 0;
	if (packet.seq <= tcp.rcvWup) tcp.recentStampMs = packet.stampMs;
	takeAcknowledgement(tcp, packet);
	let grown = false;
	if (bare) {
		// A probe of the window: it is one position too low, and wants an answer.
		if (packet.seq < tcp.rcvWup && packet.seq < tcp.rcvNxt) sendAck(tcp);
	} else {
		if (timestamps) measureByEcho(tcp, packet.echoMs, packet.length);
		if (tcp.abandoned && packet.length > 0) {
			sendReset(tcp);
			finish(tcp, "reset");
			return;
		}
		grown = takeData(tcp, packet);
	}
	push(tcp);
	decideAck(tcp);
	if (grown) handOver(tcp);
	finishIfDone(tcp);
}

/** The application reads at once, unless it has stopped reading. */
function handOver(tcp: TcpEndpoint): void {
	if (tcp.reading) {
		readAll(tcp);
		tcp.user?.readable();
	}
	if (tcp.finReceived && !tcp.endTold) {
		tcp.endTold = true;
		tcp.user?.ended();
	}
}

/** The application goes on reading. */
export function resumeReading(tcp: TcpEndpoint): void {
	if (tcp.reading) return;
	tcp.reading = true;
	if (tcp.rcvNxt - (tcp.finReceived ? 1 : 0) <= tcp.copiedSeq) return;
	tcp.refresh();
	readAll(tcp);
	tcp.user?.readable();
}

function answerWhenGone(tcp: TcpEndpoint, packet: Packet): void {
	if (packet.flags & RST) return;
	tcp.refresh();
	// Nobody knows of the connection (RFC 9293, 3.10.7.1); or data, or an answer to a SYN, comes to an end that has closed.
	if (tcp.forgotten || packet.length > 0 || packet.flags & SYN) sendReset(tcp);
	else if (packet.flags & FIN) sendAck(tcp);
}
