import type { TcpEndpoint } from "./endpoint.ts";
import { MAX_SCALED_WINDOW, memoryOf } from "./receive-memory.ts";

/** Part of the buffer's memory that can hold data. */
function windowOf(tcp: TcpEndpoint, memoryBytes: number): number {
	return Math.floor((memoryBytes * tcp.scalingRatio) / 256);
}

function space(tcp: TcpEndpoint): number {
	return windowOf(tcp, tcp.rcvBuffer - tcp.rcvBufferUsed);
}

function alignUp(value: number, scale: number): number {
	const unit = 1 << scale;
	return Math.ceil(value / unit) * unit;
}

/** The window offered with the SYN: half of the buffer in whole segments. `optionBytes`: of each segment's options. */
export function openReceiveWindow(tcp: TcpEndpoint, optionBytes: number): void {
	const { receiveBufferMaxBytes } = tcp.side.settings;
	const mss = tcp.advertisedMss - optionBytes;
	const full = windowOf(tcp, tcp.rcvBuffer);
	tcp.rcvWnd = full > mss ? Math.floor(full / mss) * mss : full;
	// The scale that lets the window grow to the largest buffer: 16 bits of window field, 14 at most (RFC 7323, 2.3).
	const bits = 31 - Math.clz32(Math.max(receiveBufferMaxBytes, full));
	tcp.windowScale = Math.min(Math.max(bits - 15, 0), 14);
	tcp.rcvSsthresh = tcp.rcvWnd;
}

/** At the end of the handshake: one segment of the buffer is kept in reserve. */
export function settleReceiveWindow(tcp: TcpEndpoint): void {
	const mss = tcp.advertisedMss;
	const full = windowOf(tcp, tcp.rcvBuffer);
	tcp.windowClamp = full;
	if (full > 2 * mss) tcp.windowClamp = Math.max(2 * mss, full - mss);
	tcp.rcvSsthresh = Math.min(tcp.rcvSsthresh, tcp.windowClamp);
	tcp.rcvSpace = Math.min(tcp.rcvSsthresh, tcp.rcvWnd, 10 * mss);
	tcp.rcvSpaceBeganUs = tcp.nowUs;
	tcp.rcvSpaceSeq = tcp.copiedSeq;
}

/** What is left of the window that was offered last. */
export function receiveWindowLeft(tcp: TcpEndpoint): number {
	return Math.max(tcp.rcvWup + tcp.rcvWnd - tcp.rcvNxt, 0);
}

/** The window that could be offered now: what is free, but no more than has proved useful; none rather than a sliver. */
export function windowToOffer(tcp: TcpEndpoint): number {
	let free = space(tcp);
	const allowed = windowOf(tcp, tcp.rcvBuffer);
	const full = Math.min(tcp.windowClamp, allowed);
	const mss = Math.min(tcp.rcvMss, full);
	if (free < Math.floor(full / 2)) {
		tcp.quickAcks = 0;
		free = Math.floor(free / (1 << tcp.windowScale)) * (1 << tcp.windowScale);
		if (free < Math.floor(allowed / 16) || free < mss) return 0;
	}
	return alignUp(Math.min(free, tcp.rcvSsthresh), tcp.windowScale);
}

/** Chooses the window for a packet that leaves now. An offer is never taken back. */
export function offerWindow(tcp: TcpEndpoint): number {
	const left = receiveWindowLeft(tcp);
	const wanted = windowToOffer(tcp);
	tcp.rcvWnd = wanted < left ? alignUp(left, tcp.windowScale) : wanted;
	tcp.rcvWup = tcp.rcvNxt;
	return Math.min(tcp.rcvWnd, MAX_SCALED_WINDOW * (1 << tcp.windowScale));
}

/** The largest segment seen from the other side; with it changes how much of the buffer counts as window. */
export function noticeSegmentSize(tcp: TcpEndpoint, bytes: number): void {
	if (bytes === tcp.rcvMss) return;
	tcp.rcvMss = Math.min(bytes, tcp.advertisedMss);
	const ratio = Math.max(Math.floor((bytes * 256) / memoryOf(bytes)), 1);
	if (ratio === tcp.scalingRatio) return;
	tcp.scalingRatio = ratio;
	const clamp = windowOf(tcp, tcp.rcvBuffer);
	if (clamp < tcp.windowClamp) tcp.rcvSsthresh = Math.min(tcp.rcvSsthresh, clamp);
	else tcp.rcvSsthresh = Math.max(Math.min(tcp.rcvWnd, clamp), tcp.rcvSsthresh);
	tcp.windowClamp = clamp;
	if (tcp.windowClamp < tcp.rcvSpace) tcp.rcvSpace = tcp.windowClamp;
}

/** Segments smaller than this don't widen the window (tcp_event_data_recv). */
const GROWTH_LEAST_BYTES = 128;

/** A well-filled segment widens the window by two segments, as long as there is room. */
export function widenForSegment(tcp: TcpEndpoint, bytes: number): void {
	if (bytes < GROWTH_LEAST_BYTES) return;
	const room = Math.min(tcp.windowClamp, space(tcp)) - tcp.rcvSsthresh;
	if (room <= 0) return;
	const mss = tcp.advertisedMss;
	const increase = windowOf(tcp, memoryOf(bytes)) <= bytes ? 2 * mss : increaseForPoorSegment(tcp, bytes);
	if (increase === 0) return;
	tcp.rcvSsthresh += Math.min(room, Math.max(increase, 2 * bytes));
	// The sender should learn soon.
	tcp.quickAcks |= 1;
}

/** Segments that waste memory widen the window only while it is small against the largest buffer. */
function increaseForPoorSegment(tcp: TcpEndpoint, bytes: number): number {
	let memory = Math.floor(windowOf(tcp, memoryOf(bytes)) / 2);
	let window = Math.floor(windowOf(tcp, tcp.side.settings.receiveBufferMaxBytes) / 2);
	while (tcp.rcvSsthresh <= window) {
		if (memory <= bytes) return 2 * tcp.rcvMss;
		memory = Math.floor(memory / 2);
		window = Math.floor(window / 2);
	}
	return 0;
}
