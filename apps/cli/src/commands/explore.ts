import { setImmediate } from "node:timers/promises";
import { type Exploration, explorableFaults, explore, type Progress, usualKinds } from "@roundtrip/explorer";
import { duration, type Nanoseconds, parseQuantity, printQuantity } from "@roundtrip/model";
import { Command, InvalidArgumentError, Option } from "commander";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { confirmOnSockets } from "../explore/confirm.ts";
import { createThreads, type Threads } from "../explore/threads.ts";
import { loadScenario } from "../input/scenario-file.ts";
import { type ExploredChoices, exploreJson } from "../output/explore-json.ts";
import { exploreIntro, exploreReport } from "../output/explore-report.ts";
import { exploreCommandLine, workerCommandLine } from "../output/replay.ts";
import type { QueueCrew } from "../queue/queue-crew.ts";
import type { Terminal } from "../terminal.ts";
import { cores, queueOption, type ScenarioOptions, threadsOption, upTo, withScenarioOptions } from "./options.ts";

interface ExploreCommandOptions extends ScenarioOptions {
	readonly faults: number;
	readonly only?: readonly string[];
	readonly also?: readonly string[];
	readonly limit: number;
	readonly restartAfter: Nanoseconds;
	readonly threads?: number;
	readonly queue?: string;
	readonly keepFaults?: true;
	readonly real?: true;
}

const FAULTS = 2;
const MOST_FAULTS = 4;
const LIMIT = 20_000;
const MOST_SCHEDULES = 1_000_000;
const RESTART_AFTER_NS = 1e9;
const WORTH_IT_AFTER_MS = 3_000;

export function exploreCommand(terminal: Terminal): Command {
	const kinds = explorableFaults.map(({ name }) => name).join(",");
	const onRequest = explorableFaults.filter(({ isOnRequest }) => isOnRequest).map(({ name }) => name);
	return withScenarioOptions(new Command("explore"))
		.description(
			"Try every fault at every point of a scenario, alone and together: what the client believes beside what is true, which expectations break, the smallest faults that break them, what would mend it. Ends with 1 where something breaks.",
		)
		.option("--faults <number>", `how many strike in one run at most, 1 to ${MOST_FAULTS}`, upTo(MOST_FAULTS), FAULTS)
		.option("--only <kinds>", `the kinds of faults that are tried, of ${kinds}`, kindsOf)
		.option("--also <kinds>", `kinds that are tried beside the usual ones, of ${onRequest.join(",")}`, kindsOf)
		.option("--limit <number>", "runs at most; what is left over is counted", upTo(MOST_SCHEDULES), LIMIT)
		.addOption(
			new Option("--restart-after <duration>", "how long a node that died is down, and a link that is cut")
				.argParser(downTime)
				.default(RESTART_AFTER_NS, "1s"),
		)
		.option("--keep-faults", "the scenario's own faults strike in every run; without this they are left out")
		.addOption(threadsOption("one, and one for each core where it takes longer than a few seconds"))
		.addOption(queueOption("play on the workers of a queue instead of on threads"))
		.option("--real", "also play the smallest breaking faults on real sockets, and say whether they break it there")
		.action(async (named: string, options: ExploreCommandOptions) => {
			terminal.exit(await run(terminal, named, options));
		});
}

async function run(terminal: Terminal, named: string, options: ExploreCommandOptions): Promise<ExitCode> {
	const choices = choicesOf(named, options);
	const isText = options.json !== true;
	if (isText) terminal.out(exploreIntro(choices));
	else terminal.err(`seed ${choices.seed}\nreplay: ${choices.replay}\n`);
	const exploration = await exploreAll(terminal, choices, options);
	const isReal = options.real === true && !terminal.signal.aborted;
	const confirmed = isReal ? await confirmOnSockets(terminal, exploration) : [];
	terminal.progress("");
	terminal.out(
		isText ? exploreReport(exploration, choices, confirmed, terminal) : exploreJson(exploration, choices, confirmed),
	);
	if (terminal.signal.aborted) return EXIT.interrupted;
	return exitCodeOf(exploration);
}

/** What is explored, and the words that say so. */
function choicesOf(named: string, options: ExploreCommandOptions): ExploredChoices {
	const { file, scenario, faults: added } = loadScenario(named, options.set, options.fault);
	const leavesOut = options.keepFaults !== true && scenario.faults.length > 0;
	const words = { file, seed: options.seed ?? scenario.seed, settings: options.set, added, options: wordsOf(options) };
	return {
		...{ ...words, replay: exploreCommandLine(words) },
		scenario: { ...scenario, faults: [...(leavesOut ? [] : scenario.faults), ...added] },
		leftOut: leavesOut ? scenario.faults : [],
		runSettings: leavesOut ? [...options.set, "faults=[]"] : options.set,
	};
}

/** The options that change what is found, where they aren't what they are by default. */
function wordsOf({ faults, only, also, limit, restartAfter, keepFaults }: ExploreCommandOptions): readonly string[] {
	return [
		...(faults === FAULTS ? [] : ["--faults", String(faults)]),
		...(only === undefined ? [] : ["--only", only.join()]),
		...(also === undefined ? [] : ["--also", also.join()]),
		...(limit === LIMIT ? [] : ["--limit", String(limit)]),
		...(restartAfter === RESTART_AFTER_NS ? [] : ["--restart-after", printQuantity(restartAfter, duration)]),
		...(keepFaults === true ? ["--keep-faults"] : []),
	];
}

async function exploreAll(
	terminal: Terminal,
	{ scenario, seed }: ExploredChoices,
	options: ExploreCommandOptions,
): Promise<Exploration> {
	const { queue: url } = options;
	const kinds = [...(options.only ?? usualKinds()), ...(options.also ?? [])];
	const crew = url === undefined ? threadsFor(options.threads) : await joinQueue(terminal, url);
	try {
		return await explore(scenario, {
			...{ seed, faults: options.faults, limit: options.limit, restartAfterNs: options.restartAfter },
			...{ kinds, crew, signal: terminal.signal, breathe: () => setImmediate() },
			onProgress: (progress) => terminal.progress(progressBar(progress)),
		});
	} finally {
		await crew.close();
	}
}

/** Those that were asked for; unless told, one until it is worth more. */
function threadsFor(asked: number | undefined): Threads {
	return asked === undefined ? createThreads(cores(), WORTH_IT_AFTER_MS) : createThreads(asked);
}

async function joinQueue(terminal: Terminal, url: string): Promise<QueueCrew> {
	// What it is made of is loaded where it is asked for only.
	const { QueueCrew } = await import("../queue/queue-crew.ts");
	return QueueCrew.join({
		...{ url, signal: terminal.signal },
		onNobody: () => terminal.err(`Nobody takes runs from the queue; start one: ${workerCommandLine(url)}\n`),
	});
}

const BAR_CELLS = 30;

function progressBar({ doing, faults, played, planned }: Progress): string {
	const done = Math.floor((BAR_CELLS * played) / Math.max(1, planned));
	const what = doing === "repairing" ? "repairs" : faults === 1 ? "1 fault in a run" : `${faults} faults in a run`;
	return `${"█".repeat(done)}${"░".repeat(BAR_CELLS - done)} ${what}: ${played} of ${planned} runs`;
}

/** 1 where something breaks, 3 where that can't be said of all runs, else 0. */
function exitCodeOf({ broken, undecided, unplayable, isComplete }: Exploration): ExitCode {
	if (broken.length > 0) return EXIT.fail;
	return undecided > 0 || unplayable.schedules > 0 || !isComplete ? EXIT.unknown : EXIT.pass;
}

function downTime(text: string): Nanoseconds {
	const read = parseQuantity(text, duration);
	if (!read.ok) throw new InvalidArgumentError(`${read.problem}.`);
	if (read.value === 0) throw new InvalidArgumentError("More than 0.");
	return read.value;
}

function kindsOf(text: string): readonly string[] {
	const known = explorableFaults.map(({ name }) => name);
	const named = text.split(",").map((word) => word.trim());
	const unknown = named.find((name) => !known.includes(name));
	if (unknown !== undefined) throw new InvalidArgumentError(`There is no '${unknown}'; there are ${known.join(", ")}.`);
	return named;
}
