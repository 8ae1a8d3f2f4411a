import type { Datagram } from "./quic-datagram.ts";
import { contains } from "./ranges.ts";

/** A later packet by so many has arrived: this one is lost. kPacketThreshold (RFC 9002, 6.1.1) */
const PACKET_THRESHOLD = 3;
/** Or it is older than this times the round-trip time. kTimeThreshold (RFC 9002, 6.1.2) */
const TIME_THRESHOLD = 9 / 8;
const GRANULARITY_US = 1_000;
/** For so long a receiver may keep an acknowledgement back. max_ack_delay (RFC 9000, 18.2) */
export const MAX_ACK_DELAY_US = 25_000;
/** kInitialRtt (RFC 9002, 6.2.2) */
const INITIAL_RTT_US = 333_000;

/** Round-trip times as RFC 9002, 5 has them, and what follows from them. */
export class QuicRtt {
	latestUs = 0;
	smoothedUs: number = INITIAL_RTT_US;
	#variationUs = INITIAL_RTT_US / 2;
	#known = false;

	take(rttUs: number): void {
		this.latestUs = rttUs;
		if (!this.#known) {
			this.#known = true;
			this.smoothedUs = rttUs;
			this.#variationUs = rttUs / 2;
			return;
		}
		this.#variationUs = (3 * this.#variationUs + Math.abs(this.smoothedUs - rttUs)) / 4;
		this.smoothedUs = (7 * this.smoothedUs + rttUs) / 8;
	}

	/** After this without news, a probe is sent. PTO (RFC 9002, 6.2.1) */
	probeAfterUs(backoff: number): number {
		const base = this.smoothedUs + Math.max(4 * this.#variationUs, GRANULARITY_US) + MAX_ACK_DELAY_US;
		return Math.floor(base * (1 << Math.min(backoff, 16)));
	}

	/** After this a packet counts as lost once a later one has arrived. */
	lostAfterUs(): number {
		return Math.floor(Math.max(TIME_THRESHOLD * Math.max(this.latestUs, this.smoothedUs), GRANULARITY_US));
	}
}

/** What an acknowledgement says of the datagrams under way. */
export interface Verdicts {
	readonly arrived: readonly Datagram[];
	readonly lost: readonly Datagram[];
	readonly underWay: Datagram[];
	/** When the next one counts as lost if nothing is heard of it, us; 0: none will. */
	readonly lostAtUs: number;
}

/**
 * Judges datagrams, in the order of sending, by the packet numbers that have arrived.
 *
 * @param acks what an acknowledgement names; nothing where only time has passed
 * @param largest the largest number that any acknowledgement has named
 */
export function judge(
	sent: readonly Datagram[],
	acks: readonly number[],
	largest: number,
	nowUs: number,
	rtt: QuicRtt,
): Verdicts {
	const arrived: Datagram[] = [];
	const lost: Datagram[] = [];
	const underWay: Datagram[] = [];
	let lostAtUs = 0;
	for (const datagram of sent) {
		if (contains(acks, datagram.number)) {
			arrived.push(datagram);
		} else if (datagram.number > largest) {
			underWay.push(datagram);
		} else if (datagram.number <= largest - PACKET_THRESHOLD || datagram.sentUs + rtt.lostAfterUs() <= nowUs) {
			lost.push(datagram);
		} else {
			underWay.push(datagram);
			if (lostAtUs === 0) lostAtUs = datagram.sentUs + rtt.lostAfterUs();
		}
	}
	return { arrived, lost, underWay, lostAtUs };
}
