import type { Bytes } from "@roundtrip/model";

/** What can be set about TCP; named after what it does, with Linux's name (kernel 6.18) in the comment. */
export interface TcpSettings {
	/** Largest IP packet. Ethernet's. */
	readonly mtuBytes: Bytes;
	/** The timestamp option (RFC 7323): 12 bytes in every segment. net.ipv4.tcp_timestamps */
	readonly timestamps: boolean;
	/** net.ipv4.tcp_congestion_control */
	readonly control: "cubic" | "reno";
	/** Segments that may be sent before the first acknowledgement (RFC 6928). TCP_INIT_CWND */
	readonly initialWindow: number;
	/** Shrink the window after a pause longer than the retransmission timeout (RFC 2861). net.ipv4.tcp_slow_start_after_idle */
	readonly slowStartAfterIdle: boolean;
	/** Send a small segment at once (TCP_NODELAY), or keep it until the last small one is acknowledged (Nagle, RFC 896). */
	readonly noDelay: boolean;
	/** Memory for what has arrived, at first and at most. net.ipv4.tcp_rmem */
	readonly receiveBufferBytes: Bytes;
	readonly receiveBufferMaxBytes: Bytes;
	/** A SYN is sent again every second this often, then with doubled waits. net.ipv4.tcp_syn_linear_timeouts */
	readonly synLinearTimeouts: number;
	/** Doubled waits for the SYN-ACK before the connection fails. net.ipv4.tcp_syn_retries */
	readonly synRetries: number;
	/** net.ipv4.tcp_synack_retries */
	readonly synAckRetries: number;
	/** How often a segment is sent again before the connection fails. net.ipv4.tcp_retries2 */
	readonly retries: number;
	/** Ticks per second of the timers of TCP. CONFIG_HZ: 250 in Debian, Ubuntu, Fedora's cloud kernels */
	readonly hz: number;
}

/** A Linux host as it comes. */
export const LINUX: TcpSettings = {
	mtuBytes: 1_500,
	timestamps: true,
	control: "cubic",
	initialWindow: 10,
	slowStartAfterIdle: true,
	noDelay: true,
	receiveBufferBytes: 131_072,
	receiveBufferMaxBytes: 33_554_432,
	synLinearTimeouts: 4,
	synRetries: 6,
	synAckRetries: 5,
	retries: 15,
	hz: 250,
};
