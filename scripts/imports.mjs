/** The dependency rule: imports run one way. The module count is asserted, since a checker that sees nothing is green. */
import { cruise } from "dependency-cruiser";
import extractOptions from "dependency-cruiser/config-utl/extract-depcruise-config";
import extractTsConfig from "dependency-cruiser/config-utl/extract-ts-config";
import { ROOT } from "./prepare.mjs";

const FEWEST_MODULES = 150;

process.chdir(ROOT);
const { options = {}, ...ruleSet } = await extractOptions("./.dependency-cruiser.cjs");
const { output } = await cruise(
	["packages", "apps"],
	{ ...options, ruleSet, validate: true, outputType: "json" },
	options.enhancedResolveOptions,
	{ tsConfig: extractTsConfig("./tsconfig.tests.json") },
);
const { summary, modules } = JSON.parse(output);
for (const { rule, from, to } of summary.violations) process.stdout.write(`${rule.name}: ${from} → ${to}\n`);
const ours = modules.filter(({ source }) => /^(packages|apps)\//.test(source)).length;
process.stdout.write(
	`${ours} modules of ours, ${summary.totalDependenciesCruised} imports, ${summary.violations.length} against the rule\n`,
);
if (ours < FEWEST_MODULES)
	process.stdout.write(`only ${ours} modules were seen: the checker does not read TypeScript\n`);
process.exit(summary.violations.length > 0 || ours < FEWEST_MODULES ? 1 : 0);
