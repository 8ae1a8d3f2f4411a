/**
 * How smoothly the stage draws: a page with nothing but the stage, in Chromium with software rendering, plays a run
 * with many messages under way and times every frame. The bound: at least 55 frames a second, in the median, with 500.
 */
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, chromium } from "@playwright/test";
import { build, type PreviewServer, preview } from "vite";
import type { FrameFigures } from "./measure.ts";

const BOUND = 55;
const SECONDS = 5;
const COUNTS = [100, 500, 2_000];
const BOUND_AT = 500;
const PAGE = fileURLToPath(new URL("page/", import.meta.url));
const PLACES = [process.env.CHROMIUM_PATH, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

const print = (text: string): void => void process.stdout.write(`${text}\n`);

async function servePage(folder: string): Promise<PreviewServer> {
	const common = { root: PAGE, configFile: false, logLevel: "error", build: { outDir: folder } } as const;
	await build({
		...common,
		resolve: { conditions: ["source", "module", "browser", "production"] },
	});
	return preview({ ...common, preview: { host: "127.0.0.1", port: 0 } });
}

function portOf(server: PreviewServer): number {
	const address = server.httpServer.address();
	if (address === null || typeof address === "string") throw new Error("the page is served at no port");
	return address.port;
}

async function openBrowser(): Promise<Browser> {
	const executablePath = PLACES.find((place) => place !== undefined && existsSync(place));
	return chromium.launch({
		...(executablePath === undefined ? {} : { executablePath }),
		args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
	});
}

async function measure(browser: Browser, port: number, inFlight: number): Promise<FrameFigures> {
	const page = await browser.newPage({ viewport: { width: 1_200, height: 520 } });
	await page.goto(`http://127.0.0.1:${port}/?in-flight=${inFlight}`);
	await page.locator("canvas").waitFor();
	const figures: FrameFigures = await page.evaluate(`measureFrames(${SECONDS})`);
	await page.close();
	return figures;
}

/** The value that a share of all doesn't exceed. */
function quantile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

function line(cells: readonly string[]): string {
	return cells.map((cell) => cell.padStart(13)).join("");
}

const folder = await mkdtemp(join(tmpdir(), "roundtrip-stage-"));
const server = await servePage(folder);
const browser = await openBrowser();
let passes = true;
try {
	print(line(["under way", "frames/s", "frame median", "p95", "max", "draw median", "p95"]));
	for (const count of COUNTS) {
		const { intervalsMs, drawsMs, inFlight } = await measure(browser, portOf(server), count);
		const medianMs = quantile(intervalsMs, 0.5);
		const perSecond = 1_000 / medianMs;
		if (count === BOUND_AT) passes = perSecond >= BOUND;
		const ms = (value: number, digits: number): string => `${value.toFixed(digits)} ms`;
		print(
			line([
				quantile(inFlight, 0.5).toFixed(0),
				perSecond.toFixed(1),
				ms(medianMs, 1),
				ms(quantile(intervalsMs, 0.95), 1),
				ms(Math.max(...intervalsMs), 1),
				ms(quantile(drawsMs, 0.5), 2),
				ms(quantile(drawsMs, 0.95), 2),
			]),
		);
	}
	print(`at least ${BOUND} frames a second with ${BOUND_AT} messages under way: ${passes ? "yes" : "no"}`);
} finally {
	await browser.close();
	await server.close();
	await rm(folder, { recursive: true, force: true });
}
process.exitCode = passes ? 0 : 1;
