/**
 * `npm run test:worlds`: every scenario and every conversation of the tests in both worlds, and every mended design with two
 * faults at once, where `npm test` plays a sample of them. It takes about a quarter of an hour.
 */
import { build, install, run } from "./prepare.mjs";

const FILES = [
	"compare",
	"conversations-compare",
	"data-compare",
	"faults-compare",
	"once-compare",
	"proofs-compare",
	"rules-compare",
];

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
		"--project",
		"packages",
		"packages/explorer/src/known-weaknesses.test.ts",
		...FILES.map((name) => `apps/cli/src/commands/${name}.test.ts`),
	],
	"playing everything in both worlds",
	false,
	{ ROUNDTRIP_WORLDS: "all" },
);
