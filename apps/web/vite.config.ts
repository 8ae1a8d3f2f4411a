import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
	// Relative, so that the built site works under any path of any static host.
	base: "./",
	plugins: [react()],
	resolve: {
		// Packages are read from their sources, in development as in the build.
		conditions: ["source", "module", "browser", "development|production"],
	},
	build: { outDir: "dist", target: "es2023", cssTarget: "esnext" },
	worker: { format: "es" },
	server: { host: "127.0.0.1", port: 4401, proxy: { "/api": "http://127.0.0.1:4400" } },
});
