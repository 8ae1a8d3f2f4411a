import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/**
 * No module of a package does anything by being loaded: what a page doesn't use stays out of it. So the reader of the
 * grammar is in the thread that simulates and not in the first load of the page.
 */
const treeshake = { moduleSideEffects: [{ test: /\/packages\/\w+\/src\//, sideEffects: false }] };

/** The lab server of `npm run dev`; it answers its own page only, so what is passed on comes from there. */
const LAB_SERVER = "http://127.0.0.1:4400";

export default defineConfig({
	// Relative, so that the built site works under any path of any static host.
	base: "./",
	plugins: [react()],
	resolve: {
		// Packages are read from their sources, in development as in the build.
		conditions: ["source", "module", "browser", "development|production"],
	},
	build: { outDir: "dist", target: "es2023", cssTarget: "esnext", rolldownOptions: { treeshake } },
	worker: { format: "es", rolldownOptions: { treeshake } },
	server: {
		host: "127.0.0.1",
		port: 4401,
		proxy: { "/api": { target: LAB_SERVER, changeOrigin: true, headers: { origin: LAB_SERVER } } },
	},
});
