import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const PLACES = [process.env.REDIS_SERVER_PATH, "/usr/bin/redis-server", "/usr/local/bin/redis-server"];

/** The path of a Redis server on this machine, or undefined. `REDIS_SERVER_PATH` names another. */
export function redisServerPath() {
	return PLACES.find((place) => place !== undefined && existsSync(place));
}

/** Installs Debian's Redis where there is none and we may; otherwise says that its tests are left out, and how to have them. */
export function ensureRedis() {
	if (redisServerPath() !== undefined) return;
	if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
		process.stderr.write("roundtrip: installing Redis …\n");
		const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
		for (const args of [["update"], ["install", "-y", "--no-install-recommends", "redis-server"]]) {
			const { status } = spawnSync("apt-get", args, { env, stdio: ["ignore", "ignore", "inherit"] });
			if (status !== 0) process.stderr.write(`apt-get ${args.join(" ")} ended with ${status}\n`);
		}
	}
	if (redisServerPath() !== undefined) return;
	process.stderr.write(
		"The tests of caches in Redis are left out: there is no redis-server. Install it, or name it in REDIS_SERVER_PATH.\n",
	);
}
