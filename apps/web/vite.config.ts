import { readFile } from "node:fs/promises";
import { parseScenario, plainScenario } from "@roundtrip/model";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

/**
 * No module of a package does anything by being loaded: what a page doesn't use stays out of it. So the reader of the
 * grammar is in the thread that simulates and not in the first load of the page.
 */
const treeshake = { moduleSideEffects: [{ test: /\/packages\/\w+\/src\//, sideEffects: false }] };

/** `x.yaml?scenario` is the scenario as it is after reading, and as traces have it: for what the lab brings along a page needs no grammar. */
const scenarios: Plugin = {
	name: "roundtrip:scenarios",
	enforce: "pre",
	async load(id) {
		const [file = "", query] = id.split("?");
		if (query !== "scenario" || !file.endsWith(".yaml")) return undefined;
		this.addWatchFile(file);
		const read = parseScenario(await readFile(file, "utf8"));
		if (read.ok) {
			return `export default ${JSON.stringify({ scenario: read.value, plain: plainScenario(read.value) })};`;
		}
		const [problem] = read.problems;
		throw new Error(`${file}:${problem?.line}:${problem?.column}: ${problem?.message}`);
	},
};

/** The lab server of `npm run dev`; it answers its own page only, so what is passed on comes from there. */
const LAB_SERVER = "http://127.0.0.1:4400";

export default defineConfig({
	// Relative, so that the built site works under any path of any static host.
	base: "./",
	plugins: [react(), scenarios],
	resolve: {
		// Packages are read from their sources, in development as in the build.
		conditions: ["source", "module", "browser", "development|production"],
	},
	build: { outDir: "dist", target: "es2023", cssTarget: "esnext", rolldownOptions: { treeshake } },
	worker: { format: "es", plugins: () => [scenarios], rolldownOptions: { treeshake } },
	server: {
		host: "127.0.0.1",
		port: 4401,
		proxy: { "/api": { target: LAB_SERVER, changeOrigin: true, headers: { origin: LAB_SERVER } } },
	},
});
