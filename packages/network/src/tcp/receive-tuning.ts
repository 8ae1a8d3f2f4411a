import type { TcpEndpoint } from "./endpoint.ts";

/** A round-trip as the receiver sees it: from its own timestamps' echo, or from one window to the next. */
function takeReceiverRtt(tcp: TcpEndpoint, sampleUs: number, fromWindow: boolean): void {
	const old = tcp.rcvRttUs8;
	const sample8 = sampleUs * 8;
	if (old === 0 || sample8 < old) {
		tcp.rcvRttUs8 = sample8;
		return;
	}
	// A window may last longer than a round-trip, and so may data that nobody read: only a shorter time is believed.
	if (fromWindow || tcp.rcvNxt !== tcp.copiedSeq) return;
	tcp.rcvRttUs8 = old - Math.floor(old / 8) + sampleUs;
}

export function measureByWindow(tcp: TcpEndpoint): void {
	if (tcp.rcvRttBeganUs !== 0) {
		if (tcp.rcvNxt < tcp.rcvRttSeq) return;
		takeReceiverRtt(tcp, Math.max(tcp.nowUs - tcp.rcvRttBeganUs, 1), true);
	}
	tcp.rcvRttSeq = tcp.rcvNxt + tcp.rcvWnd;
	tcp.rcvRttBeganUs = tcp.nowUs;
}

/** `echoMs`: this side's timestamp that came back with a segment of `bytes`. */
export function measureByEcho(tcp: TcpEndpoint, echoMs: number, bytes: number): void {
	if (echoMs === tcp.rcvRttLastEchoMs) return;
	tcp.rcvRttLastEchoMs = echoMs;
	if (bytes < tcp.rcvMss) return;
	const sinceMs = Math.floor(tcp.nowUs / 1_000) - echoMs;
	if (sinceMs > 0) takeReceiverRtt(tcp, sinceMs * 1_000, false);
}

/**
 * Dynamic right-sizing (Fisk and Feng, 2001): once a round-trip, if the application has read more than in any before,
 * the buffer is made to hold twice that, and more while it doubles. To be called when data has been read.
 */
export function adjustReceiveBuffer(tcp: TcpEndpoint): void {
	if (tcp.rcvRttUs8 === 0) return;
	if (tcp.nowUs - tcp.rcvSpaceBeganUs < Math.floor(tcp.rcvRttUs8 / 8)) return;
	const read = tcp.copiedSeq - tcp.rcvSpaceSeq - (tcp.rcvNxt - tcp.copiedSeq);
	if (read > tcp.rcvSpace) growReceiveBuffer(tcp, read);
	tcp.rcvSpaceSeq = tcp.copiedSeq;
	tcp.rcvSpaceBeganUs = tcp.nowUs;
}

/** Makes room for `bytes` in a round-trip, and for what waits out of order. */
export function growReceiveBuffer(tcp: TcpEndpoint, bytes: number): void {
	const old = tcp.rcvSpace;
	tcp.rcvSpace = bytes;
	let window = bytes * 2;
	// The measurement is one round-trip old, and a sender in slow start has doubled since.
	window += 2 * Math.floor((window * (bytes - old)) / Math.max(old, 1));
	const gaps = tcp.outOfOrder;
	if (gaps.length > 0) window += (gaps[gaps.length - 2] ?? tcp.rcvNxt) - tcp.rcvNxt;
	const memory = Math.floor((window * 256) / tcp.scalingRatio);
	const buffer = Math.min(memory, tcp.side.settings.receiveBufferMaxBytes);
	if (buffer <= tcp.rcvBuffer) return;
	tcp.rcvBuffer = buffer;
	tcp.windowClamp = Math.floor((buffer * tcp.scalingRatio) / 256);
}
