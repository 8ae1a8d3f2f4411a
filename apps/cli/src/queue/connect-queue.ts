import { Redis } from "ioredis";
import { EXIT, Stop } from "../exit-codes.ts";
import { withoutPassword } from "../output/replay.ts";

const CONNECT_WITHIN_MS = 5_000;
/** Between two tries to reach a Redis that was there and has gone. */
const AGAIN_AFTER_MS = 1_000;

/**
 * Connects to the Redis that keeps a queue. Once it has answered, a lost connection is made again for as long as it takes.
 *
 * @throws Stop where none answers
 */
export async function connectQueue(url: string): Promise<Redis> {
	let hasAnswered = false;
	const redis = new Redis(url, {
		...{ lazyConnect: true, maxRetriesPerRequest: null, connectTimeout: CONNECT_WITHIN_MS },
		retryStrategy: () => (hasAnswered ? AGAIN_AFTER_MS : null),
	});
	let problem = "";
	redis.on("error", (error: Error) => {
		problem = error.message;
	});
	try {
		await redis.connect();
		await redis.ping();
		hasAnswered = true;
		return redis;
	} catch (error) {
		redis.disconnect();
		const why = problem === "" ? String(error) : problem;
		throw new Stop(EXIT.software, `The queue's Redis can't be used at ${withoutPassword(url)}: ${why}`);
	}
}
