import type { TcpEndpoint } from "./endpoint.ts";

/** The least that the timeout adds to the smoothed round-trip time. TCP_RTO_MIN */
export const RTO_MIN_US = 200_000;
/** The longest timeout. TCP_RTO_MAX */
const RTO_MAX_US = 120_000_000;
/** For so long the least round-trip time is believed. net.ipv4.tcp_min_rtt_wlen */
const MIN_RTT_WINDOW_S = 300;

/**
 * Takes one measurement into the smoothed time, its deviation and the timeout (Jacobson, 1988; RFC 6298), with Linux's
 * ways: the deviation has a floor of 200 ms, is taken at its highest of a round-trip, and falls more slowly where the
 * time falls.
 */
export function takeRtt(tcp: TcpEndpoint, rttUs: number): void {
	if (tcp.srttUs8 === 0) {
		tcp.srttUs8 = Math.max(rttUs * 8, 1);
		tcp.mdevUs4 = rttUs * 2;
		tcp.rttvarUs4 = Math.max(tcp.mdevUs4, RTO_MIN_US);
		tcp.mdevMaxUs4 = tcp.rttvarUs4;
		tcp.rttSeq = tcp.sndNxt;
	} else {
		smooth(tcp, rttUs);
	}
	setTimeoutSpan(tcp);
}

function smooth(tcp: TcpEndpoint, rttUs: number): void {
	const error = rttUs - Math.floor(tcp.srttUs8 / 8);
	tcp.srttUs8 = Math.max(tcp.srttUs8 + error, 1);
	let change = Math.abs(error) - Math.floor(tcp.mdevUs4 / 4);
	if (error < 0 && change > 0) change = Math.floor(change / 8);
	tcp.mdevUs4 += change;
	if (tcp.mdevUs4 > tcp.mdevMaxUs4) {
		tcp.mdevMaxUs4 = tcp.mdevUs4;
		if (tcp.mdevMaxUs4 > tcp.rttvarUs4) tcp.rttvarUs4 = tcp.mdevMaxUs4;
	}
	if (tcp.sndUna > tcp.rttSeq) {
		if (tcp.mdevMaxUs4 < tcp.rttvarUs4) tcp.rttvarUs4 -= Math.floor((tcp.rttvarUs4 - tcp.mdevMaxUs4) / 4);
		tcp.rttSeq = tcp.sndNxt;
		tcp.mdevMaxUs4 = RTO_MIN_US;
	}
}

function setTimeoutSpan(tcp: TcpEndpoint): void {
	const spanUs = Math.floor(tcp.srttUs8 / 8) + tcp.rttvarUs4;
	tcp.rtoTicks = tcp.ticksCovering(Math.min(spanUs, RTO_MAX_US));
	tcp.backoff = 0;
}

/** The timeout doubles. */
export function backOff(tcp: TcpEndpoint): void {
	tcp.backoff += 1;
	tcp.rtoTicks = Math.min(tcp.rtoTicks * 2, tcp.ticksCovering(RTO_MAX_US));
}

/** Keeps the least time. A sample that a delayed acknowledgement may have stretched is not believed over it. */
export function takeMinRtt(tcp: TcpEndpoint, rttUs: number, maybeDelayed: boolean): void {
	if (maybeDelayed && rttUs > tcp.minRttUs) return;
	const now = tcp.nowTicks();
	const stale = now - tcp.minRttTicks > MIN_RTT_WINDOW_S * tcp.hz;
	if (rttUs <= tcp.minRttUs || stale) {
		tcp.minRttUs = rttUs > 0 ? rttUs : tcp.side.ticks.inUs(1);
		tcp.minRttTicks = now;
	}
}

/** In slow start, and well below its end, the sender's rate is taken as twice the present one. net.ipv4.tcp_pacing_ss_ratio */
const SLOW_START_PACE = 2;
/** net.ipv4.tcp_pacing_ca_ratio */
const AVOIDANCE_PACE = 1.2;

/** Nothing is paced, but the sizes of bursts follow this rate. */
export function updatePacingRate(tcp: TcpEndpoint): void {
	const factor = tcp.cwnd < tcp.ssthresh / 2 ? SLOW_START_PACE : AVOIDANCE_PACE;
	const window = tcp.mss * Math.max(tcp.cwnd, tcp.packetsOut);
	tcp.pacingRate = tcp.srttUs8 > 0 ? Math.floor((window * factor * 8e6) / tcp.srttUs8) : window * factor * 8e6;
}
