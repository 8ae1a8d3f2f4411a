import type { Nanoseconds } from "@roundtrip/model";

/** What a sender did and waited for, since its connection began. */
export interface SenderAccounts {
	/** Segments with data that were sent, and among them those sent again. */
	segmentsSent: number;
	segmentsResent: number;
	/** Recoveries begun by acknowledgements, by a probe of the tail, and timeouts. */
	fastRecoveries: number;
	tailProbes: number;
	timeouts: number;
	/** SYN or SYN-ACK packets that were sent again. */
	handshakeResends: number;
	/**
	 * Round-trips waited for: data was ready, a window was closed, and the sender's direction had run empty before the
	 * acknowledgement that opened it. At most one for each flight.
	 */
	congestionWaits: number;
	receiveWindowWaits: number;
	/** Time in such waits while the direction was idle. */
	congestionWaitNs: Nanoseconds;
	receiveWindowWaitNs: Nanoseconds;
	/** Time from the first loss that was noticed until all that was under way then had arrived. */
	recoveryNs: Nanoseconds;
}

export function emptyAccounts(): SenderAccounts {
	return {
		segmentsSent: 0,
		segmentsResent: 0,
		fastRecoveries: 0,
		tailProbes: 0,
		timeouts: 0,
		handshakeResends: 0,
		congestionWaits: 0,
		receiveWindowWaits: 0,
		congestionWaitNs: 0,
		receiveWindowWaitNs: 0,
		recoveryNs: 0,
	};
}
