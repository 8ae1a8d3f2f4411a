import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { type Crew, createSoloist, type Played, type Questions, type Schedule, type Work } from "@roundtrip/explorer";
import type { Answer, Order } from "./order.ts";

/** Plays schedules on several threads. */
export interface Threads extends Crew {
	/** Ends them. */
	close(): Promise<void>;
}

/** About so long a batch takes: then progress is told, and Ctrl-C is heard. */
const BATCH_MS = 100;
const FIRST_AT_ONCE = 32;
const MOST_AT_ONCE = 2_048;

/** A thread that plays, and one order at a time. */
class Hand {
	readonly #worker = new Worker(new URL("./worker.js", import.meta.url));
	#work: Work | undefined;

	async play(work: Work, schedules: readonly Schedule[], questions: Questions): Promise<readonly Played[]> {
		const order: Order = { work: work === this.#work ? undefined : work, schedules, questions };
		this.#work = work;
		this.#worker.postMessage(order);
		const [answer] = (await once(this.#worker, "message")) as [Answer];
		return answer.played;
	}

	async close(): Promise<void> {
		await this.#worker.terminate();
	}
}

/**
 * @param count how many threads play at the same time; 1 plays here
 * @param aloneForMs so long it plays here before it begins with threads: each of them has to be loaded, and to get quick; 0 where this
 * thread must stay free
 */
export function createThreads(count: number, aloneForMs: number = count === 1 ? Number.POSITIVE_INFINITY : 0): Threads {
	const soloist = createSoloist();
	const hands: Hand[] = [];
	let aloneMs = 0;
	const playNow: Crew["play"] = async (work, schedules, questions) => {
		if (aloneMs < aloneForMs) {
			const begunMs = performance.now();
			const played = await soloist.play(work, schedules, questions);
			aloneMs += performance.now() - begunMs;
			return played;
		}
		while (hands.length < count) hands.push(new Hand());
		const share = Math.ceil(schedules.length / count);
		const parts = hands.map((hand, nth) => hand.play(work, schedules.slice(nth * share, (nth + 1) * share), questions));
		return (await Promise.all(parts)).flat();
	};
	let atOnce = FIRST_AT_ONCE;
	return {
		get atOnce() {
			return atOnce;
		},
		async play(work, schedules, questions) {
			const begunMs = performance.now();
			const played = await playNow(work, schedules, questions);
			const tookMs = performance.now() - begunMs;
			if (tookMs < BATCH_MS / 2) atOnce = Math.min(MOST_AT_ONCE, atOnce * 2);
			else if (tookMs > BATCH_MS * 2) atOnce = Math.max(count, Math.floor(atOnce / 2));
			return played;
		},
		async close() {
			await Promise.all(hands.map((hand) => hand.close()));
		},
	};
}
