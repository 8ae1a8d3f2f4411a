import "../app/no-eval.ts";
import { formatCount } from "@roundtrip/analysis";
import type { OfferedAlternative } from "@roundtrip/explorer";
import type { Problem, Scenario, Trace } from "@roundtrip/model";
import { expose, transfer } from "comlink";
import type { BesideChange } from "./beside.ts";
import type { ComparedJob, ComparedResult } from "./compared.ts";
import type { confirmSavings } from "./confirm-savings.ts";
import type { ExploredMatrix } from "./explored.ts";
import type { ExploredLookalikes } from "./explored-lookalikes.ts";
import type { ExploredPairs, TellPairs } from "./explored-pairs.ts";
import type { ExploredRepairs } from "./explored-repairs.ts";
import type { Job, JobResult } from "./job.ts";
import { packTrace } from "./packed-trace.ts";
import { prepare } from "./prepare.ts";
import type { Prepared } from "./read.ts";
import { simulate } from "./simulate.ts";
import type { Sketch } from "./sketch-lines.ts";

/** More would take gigabytes of a page's memory. Packets are counted by themselves: few views look at them. */
const MOST_EVENTS = 250_000;
const MOST_PACKETS = 250_000;

const tooMuch = (detail: string): JobResult => ({
	ok: false,
	where: "world",
	title: "This run is too large to show",
	detail,
});

/** What a run has too much of to be shown; undefined where it can be. */
function excessOf(trace: Trace): string | undefined {
	let packets = 0;
	for (let seq = 0; seq < trace.length; seq++) if (trace.kind(seq) === "packet") packets += 1;
	const events = trace.length - packets;
	if (events > MOST_EVENTS) {
		return `It has ${formatCount(events)} events; the browser shows up to ${formatCount(MOST_EVENTS)}.`;
	}
	if (packets <= MOST_PACKETS) return undefined;
	return `It has ${formatCount(packets)} packets; the browser shows up to ${formatCount(MOST_PACKETS)}. Less data has fewer, and "detail: messages" on a link has none.`;
}

const handedOver = (result: JobResult): JobResult =>
	result.ok ? transfer(result, [result.packed.events.buffer]) : result;

async function play(prepared: Prepared, seed: number | undefined): Promise<JobResult> {
	if (!prepared.ok) return prepared;
	const { scenario, faults, plain } = prepared;
	const result = await simulate(scenario, { ...(seed === undefined ? {} : { seed }), faults });
	if (!result.ok) return tooMuch(result.problem);
	const { trace } = result;
	const excess = excessOf(trace);
	if (excess !== undefined) return tooMuch(excess);
	return handedOver({ ok: true, packed: await packTrace(trace, plain), faults });
}

/**
 * Where runs are made, beside the page: reading, simulating and talking with the lab server. What the first run doesn't
 * need is loaded when it is asked for.
 */
const runWorker = {
	/** Runs in virtual time. */
	async simulate(job: Job): Promise<JobResult> {
		return play(await prepare(job), job.seed);
	},

	/** Runs what stands beside a scenario, with its seed and its faults. */
	async simulateBeside(job: Job, change: BesideChange): Promise<JobResult> {
		return play((await import("./beside.ts")).readBeside(job, change), job.seed);
	},

	/** What a scenario's clients and servers could do otherwise. */
	async alternatives(text: string): Promise<readonly OfferedAlternative[]> {
		const [{ parseScenario }, { alternativesTo }] = await Promise.all([
			import("./read.ts"),
			import("./alternatives.ts"),
		]);
		const parsed = parseScenario(text);
		return parsed.ok ? alternativesTo(parsed.value) : [];
	},

	/** Runs on real sockets, by the local lab server. */
	async measure(job: Job, origin: string, token: string | undefined): Promise<JobResult> {
		const prepared = await prepare(job);
		if (!prepared.ok) return prepared;
		const { measure } = await import("../server/measure.ts");
		return handedOver(await measure(job, prepared, origin, token));
	},

	/** A run of the scenario, small; undefined where it can't be read. */
	async sketch(text: string): Promise<Sketch | undefined> {
		const { parseScenario } = await import("./read.ts");
		const parsed = parseScenario(text);
		const result = parsed.ok ? await simulate(parsed.value) : undefined;
		return result?.ok ? (await import("./sketch.ts")).sketchOf(result.trace) : undefined;
	},

	/** Simulates a scenario with each change that may save time, and tells what each was worth. */
	async confirm(...details: Parameters<typeof confirmSavings>): Promise<void> {
		return (await import("./confirm-savings.ts")).confirmSavings(...details);
	},

	/** One way of doing a workload, in figures. */
	async compare(job: ComparedJob): Promise<ComparedResult> {
		return (await import("./compared.ts")).simulateCompared(job);
	},

	/** The same on real sockets, by the local lab server. */
	async measureCompared(job: ComparedJob, origin: string, token: string | undefined): Promise<ComparedResult> {
		return (await import("./compared.ts")).measureCompared(job, origin, token);
	},

	/** A scenario with each fault at each point: what clients believe beside what is true. */
	async explore(scenario: Scenario, seed: number): Promise<ExploredMatrix> {
		const [{ exploreFaults }, { printScenario }] = await Promise.all([import("./explored.ts"), import("./read.ts")]);
		return exploreFaults(scenario, seed, printScenario);
	},

	/** What a client can't tell apart; undefined where it never waits in vain. */
	async exploreLookalikes(scenario: Scenario, seed: number): Promise<ExploredLookalikes | undefined> {
		const [{ exploreLookalikes }, { printScenario }] = await Promise.all([
			import("./explored-lookalikes.ts"),
			import("./read.ts"),
		]);
		return exploreLookalikes(scenario, seed, printScenario);
	},

	/** What breaks a scenario, and what would mend it. */
	async exploreRepairs(scenario: Scenario, seed: number): Promise<ExploredRepairs> {
		const [{ exploreRepairs }, { printScenario }] = await Promise.all([
			import("./explored-repairs.ts"),
			import("./read.ts"),
		]);
		return exploreRepairs(scenario, seed, printScenario);
	},

	/** A scenario with each two faults, one after the other. */
	async explorePairs(scenario: Scenario, seed: number, tell: TellPairs): Promise<ExploredPairs> {
		const [{ explorePairs }, { printScenario }] = await Promise.all([
			import("./explored-pairs.ts"),
			import("./read.ts"),
		]);
		return explorePairs(scenario, seed, printScenario, tell);
	},

	/** A scenario as a file. */
	async print(scenario: Scenario): Promise<string> {
		return (await import("./read.ts")).printScenario(scenario);
	},

	/** What is wrong with a scenario; nothing where it can be run. */
	async problems(text: string): Promise<readonly Problem[]> {
		const { parseScenario } = await import("./read.ts");
		const parsed = parseScenario(text);
		return parsed.ok ? [] : parsed.problems;
	},
};

export type RunWorker = typeof runWorker;

expose(runWorker);
