import { existsSync } from "node:fs";
import { installIfWeMay } from "./debian.mjs";

const PLACES = [process.env.REDIS_SERVER_PATH, "/usr/bin/redis-server", "/usr/local/bin/redis-server"];

/** The path of a Redis server on this machine, or undefined. `REDIS_SERVER_PATH` names another. */
export function redisServerPath() {
	return PLACES.find((place) => place !== undefined && existsSync(place));
}

/** Installs Debian's Redis where there is none and we may; otherwise says that its tests are left out, and how to have them. */
export function ensureRedis() {
	const isThere = () => redisServerPath() !== undefined;
	if (installIfWeMay({ name: "Redis", debian: "redis-server", isThere })) return;
	process.stderr.write(
		"The tests of caches in Redis are left out: there is no redis-server. Install it, or name it in REDIS_SERVER_PATH.\n",
	);
}
