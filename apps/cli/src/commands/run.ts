import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Analysis, analyse, exportKinds, toSequenceText } from "@roundtrip/analysis";
import { type Trace, traceLines } from "@roundtrip/model";
import { Command, Option } from "commander";
import { EXIT, type ExitCode, Stop } from "../exit-codes.ts";
import { loadScenario } from "../input/scenario-file.ts";
import { colours } from "../output/colours.ts";
import { replayCommand } from "../output/replay.ts";
import { runJson } from "../output/run-json.ts";
import { runReport } from "../output/run-report.ts";
import { findSavings, type SavingsResult } from "../savings.ts";
import type { Terminal } from "../terminal.ts";
import { runOnSockets, runSimulated } from "../worlds.ts";
import { type KeepOptions, keep, keepingTime } from "./keep.ts";
import { cacheOption, databaseOption, withScenarioOptions } from "./options.ts";

interface RunOptions extends KeepOptions {
	readonly keep?: true;
}

const FORMATS = ["text", "json", ...exportKinds.map((kind) => kind.name).filter((name) => name !== "text")];

export function runCommand(terminal: Terminal): Command {
	return withScenarioOptions(new Command("run"))
		.description(
			"Run a scenario and show every message, the round-trips with their reasons, latency, the critical path, what would save time, outcome, verdicts.",
		)
		.option("--real", "on real sockets, with real processes and a real database, instead of in the simulator")
		.option("--keep", "with --real: play no traffic, print the servers' addresses, and keep them for any client")
		.option("--for <duration>", "with --keep: end by itself after so long, e.g. 10min", keepingTime)
		.addOption(databaseOption())
		.addOption(cacheOption())
		.option("--trace <file>", "write the trace, as newline-delimited JSON")
		.option(
			"--savings",
			"try what would save time, however large the run (default: up to 2,000 exchanges and 200,000 events)",
		)
		.addOption(new Option("--format <format>", "what to print").choices(FORMATS).default("text"))
		.action(async (named: string, options: RunOptions) => {
			if (options.for !== undefined && options.keep !== true) throw new Stop(EXIT.usage, "--for needs --keep");
			if (options.database !== undefined && options.real !== true)
				throw new Stop(EXIT.usage, "--database needs --real: a simulated database keeps no rows");
			if (options.cache !== undefined && options.real !== true)
				throw new Stop(EXIT.usage, "--cache needs --real: a simulated cache asks no Redis");
			terminal.exit(await (options.keep === true ? keep : run)(terminal, named, options));
		});
}

async function run(terminal: Terminal, named: string, options: RunOptions): Promise<ExitCode> {
	const format = options.json ? "json" : options.format;
	const { file, scenario, faults } = loadScenario(named, options.set, options.fault);
	const seed = options.seed ?? scenario.seed;
	const real = options.real === true;
	const { database: databases = {}, cache: caches = {} } = options;
	const replay = replayCommand({ file, seed, real, settings: options.set, faults, databases, caches });
	const isText = format === "text";
	const intro = `${colours.bold(scenario.title)}\n${colours.dim(`${real ? "real sockets" : "simulated"}, seed ${seed}`)}\n${colours.dim(`replay: ${replay}`)}\n\n`;
	if (isText) terminal.out(intro);
	else terminal.err(`seed ${seed}\nreplay: ${replay}\n`);

	const trace = real
		? await runOnSockets(scenario, {
				...{ seed, faults, databases, caches },
				...{ signal: terminal.signal, onProgress: terminal.progress },
			})
		: runSimulated(scenario, { seed, faults });
	terminal.progress("");
	if (options.trace !== undefined) await writeTrace(trace, options.trace);
	const analysis = analyse(trace);
	const savings = (): SavingsResult => findSavings(analysis, options.savings === true);
	terminal.out(output(analysis, savings, format, replay, terminal.columns));
	return exitCodeOf(analysis);
}

function output(
	analysis: Analysis,
	savings: () => SavingsResult,
	format: string,
	replay: string,
	width: number,
): string {
	const { trace } = analysis;
	if (format === "json") return runJson(analysis, savings(), replay);
	if (format === "text") return `${toSequenceText(trace, { width })}\n\n${runReport(analysis, savings())}\n`;
	const kind = exportKinds.find((candidate) => candidate.name === format);
	return kind === undefined ? "" : `${kind.write(trace).trimEnd()}\n`;
}

async function writeTrace(trace: Trace, file: string): Promise<void> {
	try {
		await pipeline(Readable.from(traceLines(trace)), createWriteStream(file));
	} catch (error) {
		throw new Stop(
			EXIT.software,
			`the trace can't be written to ${file}: ${error instanceof Error ? error.message : String(error)}`,
		);
	}
}

/** 1 where an expectation fails, 3 where one can't be decided, else 0. */
function exitCodeOf(analysis: Analysis): ExitCode {
	const verdicts = analysis.verdicts.map((each) => each.verdict);
	if (verdicts.includes("fail")) return EXIT.fail;
	return verdicts.includes("unknown") ? EXIT.unknown : EXIT.pass;
}
