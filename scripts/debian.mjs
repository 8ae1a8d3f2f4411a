import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const APT = "/usr/bin/apt-get";

/**
 * Installs a package of Debian's where it is not there and we may; tells whether it is there then.
 *
 * @param {{ name: string, debian: string, isThere: () => boolean }} wanted its name for people and for apt
 */
export function installIfWeMay({ name, debian, isThere }) {
	if (isThere()) return true;
	if (process.getuid?.() !== 0 || !existsSync(APT)) return false;
	process.stderr.write(`roundtrip: installing ${name} …\n`);
	const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
	for (const args of [["update"], ["install", "-y", "--no-install-recommends", debian]]) {
		const { status } = spawnSync("apt-get", args, { env, stdio: ["ignore", "ignore", "inherit"] });
		if (status !== 0) process.stderr.write(`apt-get ${args.join(" ")} ended with ${status}\n`);
	}
	return isThere();
}

/**
 * The same for what the tests can't do without: where it is not there in the end, it says the one command that brings it,
 * and ends.
 *
 * @param {{ name: string, debian: string, isThere: () => boolean, elsewhere: string }} wanted and what to do on a machine
 * without apt
 */
export function ensureInstalled({ name, debian, isThere, elsewhere }) {
	if (installIfWeMay({ name, debian, isThere })) return;
	const sudo = process.getuid?.() === 0 ? "" : "sudo ";
	const command = existsSync(APT) ? `${sudo}apt-get update && ${sudo}apt-get install -y ${debian}` : elsewhere;
	process.stderr.write(`The tests need ${name}, and there is none. This brings it: ${command}\n`);
	process.exit(70);
}
