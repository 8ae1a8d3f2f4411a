/**
 * `npm run test:worlds`: every scenario and every conversation of the tests in both worlds, where `npm test` plays a sample of
 * them. It takes about a quarter of an hour.
 */
import { build, install, run } from "./prepare.mjs";

const FILES = ["compare", "conversations-compare", "data-compare", "faults-compare", "once-compare", "proofs-compare"];

install();
build();
run(
	"npx",
	[
		"--no-install",
		"vitest",
		"run",
		"--project",
		"cli",
		...FILES.map((name) => `apps/cli/src/commands/${name}.test.ts`),
	],
	"playing everything in both worlds",
	false,
	{ ROUNDTRIP_WORLDS: "all" },
);
