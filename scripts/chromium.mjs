import { existsSync } from "node:fs";
import { ensureInstalled } from "./debian.mjs";

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

/** Installs Debian's Chromium where there is none. */
export function ensureChromium() {
	ensureInstalled({
		...{ name: "Chromium", debian: "chromium", isThere: () => chromiumPath() !== undefined },
		elsewhere: "CHROMIUM_PATH=/path/to/chromium npm test",
	});
}
