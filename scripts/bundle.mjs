/**
 * The programs that run in processes and threads of their own, each with all of ours that it needs in a few files: a real
 * run starts several, and hundreds of small modules take a process longer to find than to run. What others wrote stays
 * where it is, except for what every process needs at once.
 */
import { join } from "node:path";
import { rolldown } from "rolldown";
import { ROOT } from "./prepare.mjs";

const SOCKETS = join(ROOT, "packages/sockets");
const PROGRAMS = {
	client: "processes/client.js",
	cache: "processes/cache.js",
	"kept-cache": "processes/kept-cache.js",
	server: "processes/server.js",
	"kept-server": "processes/kept-server.js",
	database: "processes/database.js",
	alarm: "shaper/alarm-thread.js",
};
/** Of others, and in many files. */
const TAKEN_IN = /^(@roundtrip\/.*|zod.*)$/;

const bundle = await rolldown({
	input: Object.fromEntries(Object.entries(PROGRAMS).map(([name, path]) => [name, join(SOCKETS, "dist", path)])),
	platform: "node",
	external: (id) => /^[^./]/.test(id) && !TAKEN_IN.test(id),
});
await bundle.write({ dir: join(SOCKETS, "bundle"), format: "esm", cleanDir: true, chunkFileNames: "[name]-[hash].js" });
await bundle.close();
