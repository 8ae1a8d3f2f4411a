import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const PLACES = [
	process.env.CHROMIUM_PATH,
	"/usr/bin/chromium",
	"/usr/bin/chromium-browser",
	"/usr/bin/google-chrome",
	"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** A browser that headless runs need nothing of the network, and as root no sandbox, for. */
export const CHROMIUM_ARGS = [
	"--no-sandbox",
	"--disable-gpu",
	"--disable-quic",
	"--no-first-run",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
];

/** The path of a Chromium on this machine, or undefined. `CHROMIUM_PATH` names another. */
export function chromiumPath() {
	return PLACES.find((place) => place !== undefined && existsSync(place));
}

/** Installs Debian's Chromium where there is none and we may; otherwise says the one command that does it, and ends. */
export function ensureChromium() {
	if (chromiumPath() !== undefined) return;
	const isRoot = process.getuid?.() === 0;
	if (!isRoot || !existsSync("/usr/bin/apt-get")) {
		const command = existsSync("/usr/bin/apt-get")
			? "sudo apt-get install -y chromium"
			: "CHROMIUM_PATH=/path/to/chromium npm test";
		process.stderr.write(`The end-to-end tests need Chromium, and there is none. This brings it: ${command}\n`);
		process.exit(70);
	}
	process.stderr.write("roundtrip: installing Chromium …\n");
	const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
	for (const args of [["update"], ["install", "-y", "--no-install-recommends", "chromium"]]) {
		const { status } = spawnSync("apt-get", args, { env, stdio: ["ignore", "ignore", "inherit"] });
		if (status !== 0) process.stderr.write(`apt-get ${args.join(" ")} ended with ${status}\n`);
	}
	if (chromiumPath() === undefined) {
		process.stderr.write("Chromium could not be installed. Try: apt-get update && apt-get install -y chromium\n");
		process.exit(70);
	}
}
