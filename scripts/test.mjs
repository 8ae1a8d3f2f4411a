/**
 * `npm test`: installs what is missing, then everything that must hold, from format to the browser.
 * `npm test -- lint unit` runs only the named steps.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { ensureChromium } from "./chromium.mjs";
import { ensurePostgres } from "./postgres.mjs";
import { build, install, ROOT } from "./prepare.mjs";
import { ensureRedis } from "./redis.mjs";

/** What the steps with many tests leave behind, so that those that failed can be named in the end. */
const REPORTS = {
	unit: join(ROOT, "test-results", "unit.json"),
	browser: join(ROOT, "test-results", "browser.json"),
};

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
	{
		name: "unit",
		command: ["vitest", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${REPORTS.unit}`],
		failures: unitFailures,
	},
	{ name: "browser", command: ["playwright", "test"], failures: browserFailures },
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
for (const { name, command, failures } of STEPS) {
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
	if (status !== 0) failed.push({ name, tests: failures?.() ?? [] });
}

if (failed.length > 0) {
	const names = failed.map(({ name }) => name);
	const tests = failed.flatMap((step) => step.tests.map((test) => `  ${test}\n`));
	process.stdout.write(`\nfailed: ${names.join(", ")}. One step alone: npm test -- ${names[0]}\n${tests.join("")}`);
	process.exit(1);
}
process.stdout.write("\nall passed\n");

function unitFailures() {
	return (reportOf(REPORTS.unit)?.testResults ?? []).flatMap(({ name, status, message, assertionResults }) => {
		const file = relative(ROOT, name);
		const tests = assertionResults.filter((test) => test.status === "failed");
		if (status === "failed" && tests.length === 0) return [`${file}: ${firstLine(message)}`];
		return tests.map(({ fullName, failureMessages }) => `${file}: ${fullName}: ${firstLine(failureMessages[0])}`);
	});
}

function browserFailures() {
	const inSuite = ({ file, specs = [], suites = [] }) => [
		...specs
			.filter(({ ok }) => !ok)
			.map(({ title, tests }) => {
				const results = tests.flatMap((test) => test.results);
				return `e2e/${file}: ${title}: ${firstLine(results.find(({ error }) => error !== undefined)?.error.message)}`;
			}),
		...suites.flatMap(inSuite),
	];
	return (reportOf(REPORTS.browser)?.suites ?? []).flatMap(inSuite);
}

function reportOf(file) {
	return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

/** Without colours. */
function firstLine(text = "") {
	return stripVTControlCharacters(text).split("\n")[0];
}
