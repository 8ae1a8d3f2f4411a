import { type StoredReply, storedBytes } from "@roundtrip/behaviour";
import { Redis } from "ioredis";
import { withoutPassword } from "../stores/password.ts";
import type { CacheStore, StoreChange } from "./cache-store.ts";
import { CacheStoreError } from "./cache-store-error.ts";
import { CHANGE, GET } from "./redis-scripts.ts";

export interface RedisPlace {
	/** `redis://` or `rediss://`. */
	readonly url: string;
	/** Stands before all its keys: one for each run and cache. */
	readonly prefix: string;
	readonly maxBytes: number;
}

/** What a run that died leaves behind goes after a day. */
const LEFT_BEHIND_S = 86_400;
const CONNECT_MS = 5_000;
const COMMAND_MS = 2_000;
const SCANNED_AT_ONCE = 500;

/** Opens a store in a Redis, which several processes may share. Rejects with a `CacheStoreError` where it can't be reached. */
export async function openRedisStore({ url, prefix, maxBytes }: RedisPlace): Promise<CacheStore> {
	const redis = await connect(url);
	return {
		async get(key, nowNs) {
			const texts = await spoken(redis.eval(GET, 1, prefix, toMs(nowNs), key));
			return (texts as readonly string[]).map((text) => JSON.parse(text) as StoredReply);
		},
		async change(change, nowNs) {
			const text = JSON.stringify(argumentsOf(change));
			await spoken(redis.eval(CHANGE, 1, prefix, toMs(nowNs), maxBytes, LEFT_BEHIND_S, text));
		},
		bytes: async () => Number((await spoken(redis.get(`${prefix}bytes`))) ?? 0),
		clear: () => spoken(removeAll(redis, prefix)),
		async close() {
			redis.disconnect();
		},
	};
}

/** The version of a Redis. Rejects with a `CacheStoreError` where it can't be reached. */
export async function redisVersion(url: string): Promise<string> {
	const redis = await connect(url);
	try {
		return /^redis_version:(\S+)/m.exec(await spoken(redis.info("server")))?.[1] ?? "";
	} finally {
		redis.disconnect();
	}
}

async function connect(url: string): Promise<Redis> {
	const redis = new Redis(url, {
		...{ lazyConnect: true, connectTimeout: CONNECT_MS, commandTimeout: COMMAND_MS },
		// A cache that waits for its store is no cache: whoever asks meanwhile is told at once.
		...{ enableOfflineQueue: false, maxRetriesPerRequest: 0 },
	});
	await connected(redis, url);
	return redis;
}

/** Its own error says that the connection is closed; why, an event has said before. */
async function connected(redis: Redis, url: string): Promise<void> {
	let why: Error | undefined;
	redis.on("error", (error: Error) => {
		why = error;
	});
	try {
		// Until it is there once, it isn't tried again.
		const { retryStrategy } = redis.options;
		redis.options.retryStrategy = null;
		await redis.connect();
		redis.options.retryStrategy = retryStrategy;
	} catch (error) {
		redis.disconnect();
		throw new CacheStoreError(withoutPassword(asStoreError(why ?? error).message, url));
	}
}

async function spoken<Value>(answer: Promise<Value>): Promise<Value> {
	try {
		return await answer;
	} catch (error) {
		throw asStoreError(error);
	}
}

function asStoreError(error: unknown): CacheStoreError {
	const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
	return new CacheStoreError(first instanceof Error ? first.message : String(first));
}

/** Redis's scripts write 14 digits of a number: enough for ms. */
function toMs(atNs: number): number {
	return Math.floor(atNs / 1e6);
}

/** A change as the script takes it. */
function argumentsOf({ forget, remove, put }: StoreChange): unknown {
	return {
		forget,
		remove: remove.map(({ key, variant }) => `${key}\n${variant}`),
		put: put.map(({ stored, untilNs }) => ({
			...{ key: stored.key, variant: stored.variant, text: JSON.stringify(stored), bytes: storedBytes(stored) },
			untilMs: untilNs === undefined ? -1 : Math.max(0, toMs(untilNs)),
		})),
	};
}

async function removeAll(redis: Redis, prefix: string): Promise<void> {
	const match = `${prefix.replace(/[*?[\]\\]/g, "\\$&")}*`;
	let cursor = "0";
	do {
		const [next, keys] = await redis.scan(cursor, "MATCH", match, "COUNT", SCANNED_AT_ONCE);
		if (keys.length > 0) await redis.unlink(...keys);
		cursor = next;
	} while (cursor !== "0");
}
