import { Worker } from "bullmq";
import { createThreads } from "../explore/threads.ts";
import { connectQueue } from "./connect-queue.ts";
import { KEY_PREFIX, QUEUE_NAME } from "./names.ts";
import { Wire, type WireAnswer } from "./wire.ts";

/** Plays runs that others put into a queue. */
export interface QueueWorker {
	/** Finishes what it has in hand, and takes no more. */
	close(): Promise<void>;
}

export interface QueueWorkerOptions {
	readonly url: string;
	/** How many runs it plays at the same time. */
	readonly threads: number;
	/** Told after each job how many runs it had. */
	readonly onPlayed: (runs: number) => void;
}

/** Who doesn't say so often that it is still at work has died, and another takes its job. */
const LOCK_MS = 5_000;
/** A job that has lost so many workers is to blame itself. */
const MOST_DEATHS = 3;

/**
 * Takes one job after the other, and plays its schedules on threads: this thread stays free to say that it is at work.
 *
 * @throws Stop where no Redis answers
 */
export async function startQueueWorker({ url, threads: count, onPlayed }: QueueWorkerOptions): Promise<QueueWorker> {
	const redis = await connectQueue(url);
	const threads = createThreads(count, 0);
	const wire = new Wire();
	const worker = new Worker<unknown, WireAnswer>(
		QUEUE_NAME,
		async ({ data }) => {
			const { work, schedules, questions } = wire.readJob(data);
			const played = await threads.play(work, schedules, questions);
			onPlayed(played.length);
			return wire.writeAnswer(played);
		},
		{
			...{ connection: redis, prefix: KEY_PREFIX, lockDuration: LOCK_MS, stalledInterval: LOCK_MS },
			maxStalledCount: MOST_DEATHS,
		},
	);
	// A lost connection is made again, and meanwhile there is nothing to do.
	worker.on("error", () => undefined);
	await worker.waitUntilReady();
	return {
		async close() {
			await worker.close();
			await threads.close();
			redis.disconnect();
		},
	};
}
