/**
 * `npm test`: installs what is missing, then everything that must hold, from format to the browser.
 * `npm test -- lint unit` runs only the named steps.
 */
import { spawnSync } from "node:child_process";
import { ensureChromium } from "./chromium.mjs";
import { ensurePostgres } from "./postgres.mjs";
import { build, install, ROOT } from "./prepare.mjs";
import { ensureRedis } from "./redis.mjs";

const STEPS = [
	{ name: "format", command: ["biome", "check", "--error-on-warnings", "."] },
	{
		name: "lint",
		command: ["oxlint", "--type-aware", "--deny-warnings", "packages", "apps", "bench", "fidelity", "scripts", "e2e"],
	},
	{ name: "types", command: ["tsc", "-p", "tsconfig.tests.json"] },
	{ name: "imports", command: ["node", "scripts/imports.mjs"] },
	{ name: "dead-code", command: ["knip"] },
	{ name: "docs", command: ["node", "scripts/docs.mjs", "--check"] },
	{ name: "unit", command: ["vitest", "run"] },
	{ name: "browser", command: ["playwright", "test"] },
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !STEPS.some((step) => step.name === name));
if (unknown.length > 0) {
	process.stderr.write(`unknown step ${unknown.join(", ")}; there is ${STEPS.map((step) => step.name).join(", ")}\n`);
	process.exit(2);
}

install();
ensureChromium();
ensurePostgres();
ensureRedis();
build();

const failed = [];
for (const { name, command } of STEPS) {
	if (wanted.length > 0 && !wanted.includes(name)) continue;
	const [program = "", ...args] = command;
	const begun = process.hrtime.bigint();
	process.stdout.write(`\n── ${name} ──\n`);
	const { status } = spawnSync(
		program === "node" ? process.execPath : "npx",
		program === "node" ? args : ["--no-install", program, ...args],
		{
			cwd: ROOT,
			stdio: ["ignore", "inherit", "inherit"],
			shell: process.platform === "win32",
		},
	);
	const seconds = Number((process.hrtime.bigint() - begun) / 100_000_000n) / 10;
	process.stdout.write(`── ${name}: ${status === 0 ? "passed" : "FAILED"} in ${seconds} s\n`);
	if (status !== 0) failed.push(name);
}

if (failed.length > 0) {
	process.stdout.write(`\nfailed: ${failed.join(", ")}. One step alone: npm test -- ${failed[0]}\n`);
	process.exit(1);
}
process.stdout.write("\nall passed\n");
