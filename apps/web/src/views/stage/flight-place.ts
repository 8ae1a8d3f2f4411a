import type { MessageFlight } from "@roundtrip/analysis";
import type { Nanoseconds } from "@roundtrip/model";

/** Where a message is at a moment; `share` counts from its sender (0) to its receiver (1). */
export interface FlightPlace {
	readonly share: number;
	readonly state: "flying" | "held" | "lost";
	/** Of a lost message: since when, in ns. Else 0. */
	readonly goneForNs: Nanoseconds;
}

/** The trace says that a message was held up, not where: it is drawn held half way. */
const HELD_AT = 0.5;

/** Where a message is at a time; undefined before it was sent and after it arrived. A lost one stays where it died. */
export function placeOfFlight(
	flight: MessageFlight,
	timeNs: Nanoseconds,
	unfinishedUntilNs: Nanoseconds,
): FlightPlace | undefined {
	if (timeNs < flight.sentAt) return undefined;
	const { lost } = flight;
	if (lost) {
		if (timeNs >= lost.at) return { share: lost.where, state: "lost", goneForNs: timeNs - lost.at };
		return { share: lost.where * shareOf(timeNs, flight.sentAt, lost.at), state: "flying", goneForNs: 0 };
	}
	const endNs = flight.deliveredAt ?? unfinishedUntilNs;
	if (timeNs >= endNs) return undefined;
	const heldNs = flight.delayedByNs ?? 0;
	if (heldNs === 0) return { share: shareOf(timeNs, flight.sentAt, endNs), state: "flying", goneForNs: 0 };
	const movingNs = Math.max(0, endNs - flight.sentAt - heldNs);
	const heldFromNs = flight.sentAt + movingNs * HELD_AT;
	const heldToNs = heldFromNs + heldNs;
	if (timeNs < heldFromNs) {
		return { share: HELD_AT * shareOf(timeNs, flight.sentAt, heldFromNs), state: "flying", goneForNs: 0 };
	}
	if (timeNs < heldToNs) return { share: HELD_AT, state: "held", goneForNs: 0 };
	return { share: HELD_AT + (1 - HELD_AT) * shareOf(timeNs, heldToNs, endNs), state: "flying", goneForNs: 0 };
}

function shareOf(timeNs: Nanoseconds, fromNs: Nanoseconds, toNs: Nanoseconds): number {
	return toNs > fromNs ? (timeNs - fromNs) / (toNs - fromNs) : 1;
}
