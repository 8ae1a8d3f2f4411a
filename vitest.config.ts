import { defineConfig } from "vitest/config";

/** Packages are read from their sources, so that a test never sees a stale build. */
const fromSource = { resolve: { conditions: ["source"] }, ssr: { resolve: { conditions: ["source"] } } };

/** A machine that is busy with other things is slow, not wrong. */
const testTimeout = 60_000;

export default defineConfig({
	test: {
		projects: [
			{ ...fromSource, test: { name: "packages", testTimeout, include: ["packages/*/src/**/*.test.ts"] } },
			{ ...fromSource, test: { name: "fidelity", testTimeout, include: ["fidelity/*.test.ts"] } },
			{
				...fromSource,
				test: { name: "apps", testTimeout, env: { NO_COLOR: "1" }, include: ["apps/*/src/**/*.test.{ts,tsx}"] },
			},
		],
	},
});
