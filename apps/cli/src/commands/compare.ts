import { compareTraces } from "@roundtrip/analysis";
import { Command } from "commander";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { loadScenario } from "../input/scenario-file.ts";
import { medianRun } from "../median-run.ts";
import { colours } from "../output/colours.ts";
import { comparisonReport } from "../output/comparison-report.ts";
import type { Terminal } from "../terminal.ts";
import { runOnSockets, runSimulated } from "../worlds.ts";
import { type ScenarioOptions, wholeNumber, withScenarioOptions } from "./options.ts";

interface CompareOptions extends ScenarioOptions {
	readonly runs: number;
}

export function compareCommand(terminal: Terminal): Command {
	return withScenarioOptions(new Command("compare"))
		.description("Run a scenario in the simulator and on real sockets, and show both with the error of each figure.")
		.option("--runs <number>", "real runs; the one with the median latency is compared", wholeNumber, 1)
		.action(async (named: string, options: CompareOptions) => {
			terminal.exit(await compare(terminal, named, options));
		});
}

async function compare(terminal: Terminal, named: string, options: CompareOptions): Promise<ExitCode> {
	const { file, scenario, faults } = loadScenario(named, options.set, options.fault);
	const seed = options.seed ?? scenario.seed;
	const runs = Math.max(1, options.runs);
	const simulated = runSimulated(scenario, { seed, faults });
	const real = await medianRun(runs, (run) => {
		const onProgress = (text: string): void => terminal.progress(runs === 1 ? text : `run ${run} of ${runs}: ${text}`);
		return runOnSockets(scenario, { seed, faults, signal: terminal.signal, onProgress });
	});
	terminal.progress("");
	const comparison = compareTraces(simulated, real);
	if (options.json) {
		terminal.out(`${JSON.stringify({ title: scenario.title, file, seed, runs, ...comparison }, null, "\t")}\n`);
	} else {
		terminal.out(`${colours.bold(scenario.title)}\n${colours.dim(`simulated beside real sockets, seed ${seed}`)}\n\n`);
		terminal.out(`${comparisonReport(comparison)}\n`);
	}
	return comparison.sameShape ? EXIT.pass : EXIT.fail;
}
