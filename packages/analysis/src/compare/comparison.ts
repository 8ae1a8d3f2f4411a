import type { Bytes, MessageId, Nanoseconds } from "@roundtrip/model";

/** Two runs side by side; b is the reference, such as the real run. */
export interface Comparison {
	/** How the sentences call the two runs, such as `simulated` and `real`. */
	readonly names: ComparedNames;
	/**
	 * True where exchanges, attempts, their connections, keys and addresses, outcomes and messages are the same, whatever
	 * their times and sizes. Packets, windows and resends don't count: a world may keep none.
	 */
	readonly sameShape: boolean;
	/** What differs in shape, in words; the first fifty, and a last line that counts the others. */
	readonly differences: readonly string[];
	readonly figures: readonly FigurePair[];
	/** Exchanges that ended in both, by number. */
	readonly exchanges: readonly ExchangePair[];
	/** The median of the exchanges' errors (nearest rank); absent where no exchange ended in both. */
	readonly medianLatencyError?: number;
	/** The largest of them. */
	readonly maxLatencyError?: number;
	/** Messages of both, in the order of sending in b. */
	readonly messages: readonly MessagePair[];
	/** Messages of one, in the order of sending. */
	readonly onlyInA: readonly MessageId[];
	readonly onlyInB: readonly MessageId[];
}

export interface ComparedNames {
	readonly a: string;
	readonly b: string;
}

/** One figure of two runs. */
export interface FigurePair {
	/** `latency, median`; `mean time on the network`; `messages`. */
	readonly name: string;
	readonly a: number;
	readonly b: number;
	/** Of a against b, see `relativeError`. */
	readonly error: number;
	readonly unit: "ns" | "B" | "count";
}

/** The latency of one exchange in two runs. */
export interface ExchangePair {
	readonly exchange: number;
	readonly aNs: Nanoseconds;
	readonly bNs: Nanoseconds;
	readonly error: number;
}

/** One message in two runs. */
export interface MessagePair {
	readonly message: MessageId;
	readonly a: MessageTimes;
	readonly b: MessageTimes;
}

/** Since the begin of the run; a message without an arrival was lost or still under way when the run ended. */
export interface MessageTimes {
	readonly sentAt: Nanoseconds;
	readonly deliveredAt?: Nanoseconds;
	readonly lostAt?: Nanoseconds;
	readonly size: Bytes;
}
