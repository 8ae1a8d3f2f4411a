import { randomBytes } from "node:crypto";
import type { Scenario } from "@roundtrip/model";
import { type CachePlace, IN_MEMORY } from "../caches/place.ts";
import { RunFailure, type RunProblem } from "../problem.ts";

/** The URL of a Redis for each cache that is not to keep its replies in its own memory, by its node. */
export type CacheUrls = Readonly<Record<string, string>>;

/** Where the caches of a run keep their replies. */
export interface RunCaches {
	/** The version of each Redis, in the trace's words. */
	readonly versions: Readonly<Record<string, string>>;
	placeOf(node: string): CachePlace;
	/** Takes away what the run has put into stores that others use as well. Never throws. */
	remove(): Promise<void>;
}

/** What is wrong with the URLs of caches; undefined where nothing is. No message quotes a URL: it may hold a password. */
export function misplacedCaches({ nodes }: Scenario, urls: CacheUrls): RunProblem | undefined {
	for (const [node, url] of Object.entries(urls)) {
		if (!Object.hasOwn(nodes, node) || nodes[node]?.is !== "cache") {
			const names = Object.keys(nodes).filter((name) => nodes[name]?.is === "cache");
			const there = names.length === 0 ? "it has none" : `there is ${names.join(", ")}`;
			return { kind: "cache", message: `${node} is no shared cache of this scenario; ${there}.` };
		}
		if (!/^rediss?:\/\//.test(url) || !URL.canParse(url)) {
			const message = `The URL of ${node} is none of a Redis; write it like redis://user:password@host:6379/0.`;
			return { kind: "cache", message };
		}
	}
	return undefined;
}

/**
 * Finds out that each Redis that is named can be used, before anything is started. All other caches keep their replies in
 * memory.
 *
 * @throws RunFailure
 */
export async function createRunCaches(urls: CacheUrls): Promise<RunCaches> {
	const places = new Map<string, CachePlace & { readonly engine: "redis" }>();
	const versions = new Set<string>();
	const run = randomBytes(8).toString("hex");
	for (const [node, url] of Object.entries(urls)) {
		versions.add(await versionAt(node, url));
		places.set(node, { engine: "redis", url, prefix: `roundtrip:${run}:${node}:` });
	}
	return {
		versions: versions.size === 0 ? {} : { redis: [...versions].join(", ") },
		placeOf: (node) => places.get(node) ?? IN_MEMORY,
		async remove() {
			await Promise.all([...places.values()].map(clear));
		},
	};
}

async function versionAt(node: string, url: string): Promise<string> {
	const { redisVersion } = await import("../caches/redis-store.ts");
	try {
		return await redisVersion(url);
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		throw new RunFailure("cache", `The Redis of ${node} can't be used: ${reason}.`);
	}
}

/** Where the Redis has gone meanwhile, what is left of the run goes after a day. */
async function clear({ url, prefix }: { readonly url: string; readonly prefix: string }): Promise<void> {
	const { openRedisStore } = await import("../caches/redis-store.ts");
	try {
		const store = await openRedisStore({ url, prefix, maxBytes: 0 });
		try {
			await store.clear();
		} finally {
			await store.close();
		}
	} catch {
		// Nobody is there to be told, and the keys expire.
	}
}
