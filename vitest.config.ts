import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/** Packages are read from their sources, so that a test never sees a stale build. */
const fromSource = { resolve: { conditions: ["source"] }, ssr: { resolve: { conditions: ["source"] } } };

/** What all tests are played with. */
const common = {
	/** A machine that is busy with other things is slow, not wrong. */
	testTimeout: 60_000,
	// They share nothing that one could leave behind for another, and loading everything anew takes longer than they do.
	isolate: false,
};

/** With sockets, processes and the clock of the wall. */
const REAL = ["sockets", "idempotency", "fetch"].map((name) => `packages/${name}/src/**/*.test.ts`);

export default defineConfig({
	test: {
		maxWorkers: availableParallelism(),
		projects: [
			{
				...fromSource,
				test: { ...common, name: "packages", include: ["packages/*/src/**/*.test.ts"], exclude: REAL },
			},
			{ ...fromSource, test: { ...common, name: "web", include: ["apps/web/src/**/*.test.{ts,tsx}"] } },
			{ ...fromSource, test: { ...common, name: "fidelity", include: ["fidelity/*.test.ts"] } },
			{ ...fromSource, test: { ...common, name: "sockets", include: REAL } },
			{
				...fromSource,
				test: { ...common, name: "cli", env: { NO_COLOR: "1" }, include: ["apps/cli/src/**/*.test.ts"] },
			},
		],
	},
});
