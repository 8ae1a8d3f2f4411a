import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/**
 * Installs a package of Debian's where it is not there and we may; otherwise says the one command that does it, and ends.
 *
 * @param {{ name: string, debian: string, isThere: () => boolean, elsewhere: string }} wanted its name for people and for
 * apt, and what to do on a machine without apt
 */
export function ensureInstalled({ name, debian, isThere, elsewhere }) {
	if (isThere()) return;
	const isRoot = process.getuid?.() === 0;
	if (!isRoot || !existsSync("/usr/bin/apt-get")) {
		const command = existsSync("/usr/bin/apt-get") ? `sudo apt-get install -y ${debian}` : elsewhere;
		process.stderr.write(`The tests need ${name}, and there is none. This brings it: ${command}\n`);
		process.exit(70);
	}
	process.stderr.write(`roundtrip: installing ${name} …\n`);
	const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
	for (const args of [["update"], ["install", "-y", "--no-install-recommends", debian]]) {
		const { status } = spawnSync("apt-get", args, { env, stdio: ["ignore", "ignore", "inherit"] });
		if (status !== 0) process.stderr.write(`apt-get ${args.join(" ")} ended with ${status}\n`);
	}
	if (isThere()) return;
	process.stderr.write(`${name} could not be installed. Try: apt-get update && apt-get install -y ${debian}\n`);
	process.exit(70);
}
