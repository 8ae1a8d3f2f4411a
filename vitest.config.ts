import { defineConfig } from "vitest/config";

/** Packages are read from their sources, so that a test never sees a stale build. */
const fromSource = { resolve: { conditions: ["source"] }, ssr: { resolve: { conditions: ["source"] } } };

export default defineConfig({
	test: {
		projects: [
			{ ...fromSource, test: { name: "packages", include: ["packages/*/src/**/*.test.ts"] } },
			{ ...fromSource, test: { name: "fidelity", include: ["fidelity/*.test.ts"] } },
			{ ...fromSource, test: { name: "apps", env: { NO_COLOR: "1" }, include: ["apps/*/src/**/*.test.{ts,tsx}"] } },
		],
	},
});
