import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { defineConfig } from "@playwright/test";

const PORT = 4299;
const PLACES = [process.env.CHROMIUM_PATH, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const executablePath = PLACES.find((place) => place !== undefined && existsSync(place));

export default defineConfig({
	testDir: "e2e",
	outputDir: "test-results",
	workers: availableParallelism(),
	// A machine that is busy with other things is slow, not wrong: a story that needs another chance is listed as flaky.
	timeout: 60_000,
	expect: { timeout: 20_000 },
	retries: process.env.CI === undefined ? 0 : 1,
	forbidOnly: process.env.CI !== undefined,
	reporter: [["list"], ["json", { outputFile: "test-results/browser.json" }]],
	use: {
		baseURL: `http://127.0.0.1:${PORT}/`,
		viewport: { width: 1440, height: 900 },
		colorScheme: "light",
		locale: "en-GB",
		launchOptions: {
			...(executablePath === undefined ? {} : { executablePath }),
			args: [
				"--no-sandbox",
				"--disable-gpu",
				"--disable-quic",
				"--no-first-run",
				"--disable-background-networking",
				"--disable-component-update",
				"--disable-sync",
			],
		},
	},
	webServer: {
		command: `node apps/cli/dist/main.js serve --port ${PORT} --no-open --token test-token`,
		url: `http://127.0.0.1:${PORT}/api/hello`,
		reuseExistingServer: false,
	},
});
