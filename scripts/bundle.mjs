/**
 * The programs that run in processes and threads of their own, each with all of ours that it needs in a few files: a real
 * run starts several, and hundreds of small modules take a process longer to find than to run. What others wrote stays
 * where it is, except for what every process needs at once.
 */
import { join } from "node:path";
import { rolldown } from "rolldown";
import { ROOT } from "./prepare.mjs";

const SOCKETS = {
	client: "processes/client.js",
	cache: "processes/cache.js",
	balancer: "processes/balancer.js",
	"kept-cache": "processes/kept-cache.js",
	server: "processes/server.js",
	"kept-server": "processes/kept-server.js",
	database: "processes/database.js",
	alarm: "shaper/alarm-thread.js",
};
/** It is killed and started again hundreds of times. */
const CAMPAIGN = { server: "campaign/server.js" };
/** Of others, and in many files. */
const TAKEN_IN = /^(@roundtrip\/.*|zod.*)$/;

async function write(workspace, programs) {
	const folder = join(ROOT, workspace);
	const bundle = await rolldown({
		input: Object.fromEntries(Object.entries(programs).map(([name, path]) => [name, join(folder, "dist", path)])),
		platform: "node",
		external: (id) => /^[^./]/.test(id) && !TAKEN_IN.test(id),
	});
	await bundle.write({
		dir: join(folder, "bundle"),
		format: "esm",
		cleanDir: true,
		chunkFileNames: "[name]-[hash].js",
	});
	await bundle.close();
}

await write("packages/sockets", SOCKETS);
await write("apps/cli", CAMPAIGN);
