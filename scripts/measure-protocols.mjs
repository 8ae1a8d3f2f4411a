/**
 * `node scripts/measure-protocols.mjs [RUNS]`: every protocol's way of every workload on real sockets of this machine,
 * written to fidelity/measured-protocols.json, which docs/reference/protocols-measured.md is made from.
 */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { prepare, ROOT } from "./prepare.mjs";
import { MEASURED_FILE } from "./protocol-pages.mjs";

const runs = Number(process.argv[2] ?? 3);
await prepare();
const { status, stdout } = spawnSync(
	process.execPath,
	[join(ROOT, "apps/cli/dist/main.js"), "compare-protocols", "--real", "--runs", String(runs), "--json"],
	{ cwd: ROOT, stdio: ["ignore", "pipe", "inherit"], encoding: "utf8", maxBuffer: 64_000_000 },
);
if (status !== 0 && status !== 1) process.exit(status ?? 70);
const { link, workloads } = JSON.parse(stdout);
const measured = {
	date: new Date().toISOString().slice(0, 10),
	machine: `${process.platform} ${process.arch}, ${availableParallelism()} processors`,
	runtime: `Node ${process.versions.node}`,
	runs,
};
const kept = workloads.map(({ name, variants }) => ({
	name,
	variants: variants.map((variant) => ({ name: variant.name, over: variant.over, real: variant.real })),
}));
writeFileSync(MEASURED_FILE, `${JSON.stringify({ measured, link, workloads: kept }, null, "\t")}\n`);
