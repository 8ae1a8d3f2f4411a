import type { Timer, Timers } from "./timers.ts";

/** Messages that wait at their senders until another of their direction is delivered, whatever connection it came over. */
export interface Overtaking {
	/**
	 * @param sinceNs when it would have left: what has been delivered after that has overtaken it
	 * @param leave told when it leaves: at once where it has been overtaken before that was known here
	 */
	hold(way: Way, sinceNs: number, withinNs: number, leave: (atNs: number) => void): void;
	/** One has come to its receiver. */
	delivered(way: Way, atNs: number): void;
}

/** The direction of a link. */
export type Way = "request" | "response";

interface Held {
	readonly go: (atNs: number) => void;
	readonly timer: Timer;
}

/** So many deliveries are remembered: more than come while one answer is on its way. */
const REMEMBERED = 256;

export function createOvertaking(timers: Timers): Overtaking {
	const held: Record<Way, Held[]> = { request: [], response: [] };
	const times: Record<Way, number[]> = { request: [], response: [] };

	return {
		hold(way, sinceNs, withinNs, leave) {
			const passedNs = times[way].find((timeNs) => timeNs > sinceNs);
			if (passedNs !== undefined && passedNs <= sinceNs + withinNs) {
				leave(passedNs);
				return;
			}
			const untilNs = sinceNs + withinNs;
			const go = (atNs: number): void => {
				held[way] = held[way].filter((each) => each !== waiting);
				waiting.timer.cancel();
				leave(atNs);
			};
			const waiting: Held = { go, timer: timers.at(untilNs, () => go(untilNs)) };
			held[way].push(waiting);
		},
		delivered(way, atNs) {
			times[way].push(atNs);
			if (times[way].length > REMEMBERED) times[way].shift();
			for (const { go } of [...held[way]]) go(atNs);
		},
	};
}
