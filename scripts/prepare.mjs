import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");

const STAMPS = join(ROOT, ".roundtrip");

/** Installs and builds what is missing or out of date; nothing where all is there. */
export async function prepare({ quiet = false } = {}) {
	install(quiet);
	build(quiet);
}

/** `npm ci` where node_modules is not what the lockfile says. */
export function install(quiet = false) {
	const lock = readFileSync(join(ROOT, "package-lock.json"));
	stamped("installed", createHash("sha256").update(lock).digest("hex"), existsSync(join(ROOT, "node_modules")), () => {
		run("npm", ["ci", "--no-audit", "--no-fund"], "installing what is needed", quiet);
	});
}

/** Types, libraries and the web lab, where a source is newer than the last build. */
export function build(quiet = false) {
	const sources = ["packages", "apps", "scenarios"].flatMap((folder) => sourcesIn(join(ROOT, folder)));
	const newest = Math.max(...sources.map((file) => statSync(file).mtimeMs));
	const built = existsSync(join(ROOT, "apps/cli/dist/main.js")) && existsSync(join(ROOT, "apps/web/dist/index.html"));
	stamped("built", `${sources.length} ${newest}`, built, () => {
		run("npm", ["run", "--silent", "build"], "building", quiet);
	});
}

/** Runs a step unless it left the same stamp before and its result is still there. */
function stamped(name, stamp, isThere, step) {
	const file = join(STAMPS, name);
	if (isThere && existsSync(file) && readFileSync(file, "utf8") === stamp) return;
	step();
	mkdirSync(STAMPS, { recursive: true });
	writeFileSync(file, stamp);
}

function sourcesIn(folder) {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);
		if (["node_modules", "dist", "dist-types", "bundle"].includes(entry.name)) return [];
		if (entry.isDirectory()) return sourcesIn(path);
		return /\.(tsx?|css|html|json|yaml|svg)$/.test(entry.name) ? [path] : [];
	});
}

/** Runs a command in the root; its output goes to stderr, so that stdout stays the program's. Ends the process where it fails. */
export function run(command, args, what, quiet = false, env = {}) {
	process.stderr.write(`roundtrip: ${what} …\n`);
	const output = quiet ? "pipe" : 2;
	const options = {
		cwd: ROOT,
		stdio: ["ignore", output, output],
		env: { ...process.env, ...env },
		shell: process.platform === "win32",
	};
	const { status, stdout, stderr, error } = spawnSync(command, args, options);
	if (status === 0) return;
	process.stderr.write(`${stdout ?? ""}${stderr ?? ""}`);
	const why = error === undefined ? `ended with ${status}` : error.message;
	process.stderr.write(`roundtrip: ${what} failed: \`${command} ${args.join(" ")}\` ${why}\n`);
	process.exit(70);
}
