import { finish } from "./closing.ts";
import type { CongestionControl } from "./congestion/control.ts";
import { Cubic } from "./congestion/cubic.ts";
import { Reno } from "./congestion/reno.ts";
import { PENDING_TIMEOUT, type TcpEndpoint } from "./endpoint.ts";
import { push } from "./output.ts";
import { ACK, type Packet, TIMESTAMP_BYTES } from "./packet.ts";
import { openReceiveWindow, settleReceiveWindow } from "./receive-window.ts";
import { backOff, takeMinRtt, takeRtt, updatePacingRate } from "./round-trip-time.ts";
import { clearTimer, setTimer } from "./timers.ts";
import { sendAck, sendReset, sendSyn } from "./transmit.ts";

function congestionControl(tcp: TcpEndpoint): CongestionControl {
	return tcp.side.settings.control === "reno" ? new Reno() : new Cubic(tcp);
}

/** The client's end begins the handshake. */
export function connect(tcp: TcpEndpoint): void {
	tcp.refresh();
	tcp.state = "syn-sent";
	tcp.congestion = congestionControl(tcp);
	tcp.sndNxt = 1;
	tcp.synSentUs = tcp.nowUs;
	openReceiveWindow(tcp, 0);
	sendSyn(tcp, 0);
	setTimer(tcp, PENDING_TIMEOUT, tcp.rtoTicks);
}

/** A SYN has come to the server's end, or one more of them. */
export function answerSyn(tcp: TcpEndpoint, packet: Packet): void {
	tcp.refresh();
	if (tcp.state === "listening") {
		tcp.state = "syn-received";
		tcp.rcvNxt = 1;
		tcp.rcvWup = 1;
		tcp.sndNxt = 1;
		tcp.recentStampMs = packet.stampMs;
		tcp.synSentUs = tcp.nowUs;
		openReceiveWindow(tcp, tcp.side.settings.timestamps ? TIMESTAMP_BYTES : 0);
	} else {
		tcp.retransmits += 1;
		tcp.accounts.handshakeResends += 1;
	}
	sendSyn(tcp, ACK);
	setTimer(tcp, PENDING_TIMEOUT, tcp.rtoTicks);
}

/** Nobody listens: the SYN is answered with a reset (RFC 9293, 3.5.2). */
export function refuseSyn(tcp: TcpEndpoint): void {
	tcp.refresh();
	tcp.sndNxt = 1;
	tcp.rcvNxt = 1;
	sendReset(tcp);
	tcp.user = undefined;
	finish(tcp, "closed");
}

/** The SYN-ACK is here: the client's end is open. */
export function takeSynAck(tcp: TcpEndpoint, packet: Packet): void {
	tcp.refresh();
	tcp.rcvNxt = 1;
	tcp.rcvWup = 1;
	tcp.recentStampMs = packet.stampMs;
	// Linux takes the option off at the client's end only (tcp_rcv_synsent_state_process).
	if (tcp.side.settings.timestamps) tcp.advertisedMss -= TIMESTAMP_BYTES;
	open(tcp, packet, tcp.timeoutsTotal);
	sendAck(tcp);
	tcp.user?.connected();
	push(tcp);
}

/** The handshake's last acknowledgement, alone or with data, is here: the server's end is open. */
export function takeHandshakeAck(tcp: TcpEndpoint, packet: Packet): void {
	tcp.refresh();
	open(tcp, packet, tcp.retransmits);
	tcp.user?.connected();
}

/** `resends`: how often this side had to send its SYN again. */
function open(tcp: TcpEndpoint, packet: Packet, resends: number): void {
	tcp.state = "open";
	tcp.sndUna = 1;
	tcp.sndWnd = packet.windowBytes;
	tcp.maxWindow = packet.windowBytes;
	tcp.windowSeq = packet.seq;
	tcp.retransmits = 0;
	clearTimer(tcp);
	const rttUs = handshakeRttUs(tcp, packet, resends);
	if (rttUs > 0) {
		takeMinRtt(tcp, rttUs, false);
		takeRtt(tcp, rttUs);
	}
	settleReceiveWindow(tcp);
	tcp.cwnd = beginsCarefully(tcp, packet, resends) ? 1 : tcp.side.settings.initialWindow;
	tcp.congestion = congestionControl(tcp);
	tcp.delivered = 1;
	tcp.usageEnd = tcp.sndNxt;
	tcp.lastSentTicks = tcp.nowTicks();
	tcp.lastReceivedTicks = tcp.lastSentTicks;
	tcp.cwndTicks = tcp.lastSentTicks;
	updatePacingRate(tcp);
}

/**
 * A SYN or SYN-ACK that was sent three times or more, and not only because the other end asked again, speaks of congestion
 * (RFC 6298, 5.7); unless the answer was to the first one. tcp_init_transfer, tcp_try_undo_spurious_syn
 */
function beginsCarefully(tcp: TcpEndpoint, packet: Packet, resends: number): boolean {
	if (resends < 2 || tcp.timeoutsTotal + tcp.synAckTimeouts === 0) return false;
	return !tcp.side.settings.timestamps || packet.echoMs !== Math.floor(tcp.synSentUs / 1_000);
}

/** From the SYN's own time if it was sent once, or else from the echoed timestamp; 0: not known (Karn's rule). */
function handshakeRttUs(tcp: TcpEndpoint, packet: Packet, resends: number): number {
	if (resends === 0) return Math.max(tcp.nowUs - tcp.synSentUs, 1);
	if (!tcp.side.settings.timestamps || packet.echoMs === 0) return 0;
	return Math.max(Math.floor(tcp.nowUs / 1_000) - packet.echoMs, 1) * 1_000;
}

/** No answer to the SYN, or to the SYN-ACK, in time. */
export function handshakeTimedOut(tcp: TcpEndpoint): void {
	const { settings } = tcp.side;
	if (tcp.state === "syn-received") {
		if (tcp.synAckTimeouts >= settings.synAckRetries) {
			finish(tcp, "timeout");
			return;
		}
		tcp.synAckTimeouts += 1;
		tcp.retransmits += 1;
		tcp.accounts.handshakeResends += 1;
		sendSyn(tcp, ACK);
		backOff(tcp);
		setTimer(tcp, PENDING_TIMEOUT, tcp.rtoTicks);
		return;
	}
	if (tcp.timeoutsTotal >= settings.synRetries + settings.synLinearTimeouts) {
		finish(tcp, "timeout");
		return;
	}
	if (tcp.timeoutsTotal === 0) tcp.ssthresh = tcp.congestion?.reduce(tcp) ?? tcp.ssthresh;
	tcp.timeoutsTotal += 1;
	tcp.accounts.handshakeResends += 1;
	sendSyn(tcp, 0);
	if (tcp.timeoutsTotal > settings.synLinearTimeouts) backOff(tcp);
	setTimer(tcp, PENDING_TIMEOUT, tcp.rtoTicks);
}
