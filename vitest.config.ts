import { defineConfig } from "vitest/config";

/** Packages are read from their sources, so that a test never sees a stale build. */
const fromSource = { resolve: { conditions: ["source"] }, ssr: { resolve: { conditions: ["source"] } } };

/** A machine that is busy with other things is slow, not wrong. */
const testTimeout = 60_000;

/** With sockets, processes and the clock of the wall. */
const REAL = ["sockets", "idempotency", "fetch"].map((name) => `packages/${name}/src/**/*.test.ts`);

export default defineConfig({
	test: {
		projects: [
			{
				...fromSource,
				test: {
					...{ name: "packages", testTimeout, include: ["packages/*/src/**/*.test.ts"], exclude: REAL },
					// They share nothing that one could leave behind for another, and loading everything anew takes longer than they do.
					isolate: false,
				},
			},
			{ ...fromSource, test: { name: "sockets", testTimeout, include: REAL } },
			{ ...fromSource, test: { name: "fidelity", testTimeout, include: ["fidelity/*.test.ts"] } },
			{
				...fromSource,
				test: { name: "apps", testTimeout, env: { NO_COLOR: "1" }, include: ["apps/*/src/**/*.test.{ts,tsx}"] },
			},
		],
	},
});
