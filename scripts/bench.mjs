/** `npm run bench [NAME…]`: the benchmarks beside their peers, one after the other. They print ratios of one run. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { prepare, ROOT } from "./prepare.mjs";

await prepare();
const all = readdirSync(join(ROOT, "bench")).filter((name) => existsSync(join(ROOT, "bench", name, `${name}.ts`)));
const named = process.argv.slice(2);
let failed = false;
for (const name of named.length > 0 ? named : all) {
	process.stdout.write(`\n── ${name} ──\n`);
	const args = ["--import", "tsx", "--conditions=source", join(ROOT, "bench", name, `${name}.ts`)];
	const { status } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: ["ignore", "inherit", "inherit"] });
	failed ||= status !== 0;
}
process.exit(failed ? 1 : 0);
