/**
 * `npm run fidelity` writes docs/fidelity.md from measured cases played in the simulator; with --check it only says whether
 * the page is current. `npm run fidelity -- CASE` prints the cases whose names match a regular expression, and
 * `npm run fidelity -- --measured FILE [CASE]` those that were measured elsewhere.
 */
import { spawnSync } from "node:child_process";
import { install, ROOT } from "./prepare.mjs";

install(true);
const { status } = spawnSync(
	process.execPath,
	["--conditions=source", "--import", "tsx", "fidelity/report.ts", ...process.argv.slice(2)],
	{ cwd: ROOT, stdio: "inherit" },
);
process.exit(status ?? 70);
