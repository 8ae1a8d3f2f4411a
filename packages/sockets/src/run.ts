import { plannedCrashes, plannedHamperings, planTraffic, suddenDeaths } from "@roundtrip/behaviour";
import { type Fault, NS_PER_MS, type Scenario, type Trace } from "@roundtrip/model";
import { createRunSecrets, secretsOfNodes } from "./auth/run-secrets.ts";
import { createClock } from "./clock.ts";
import { headerOf } from "./header.ts";
import { mergeJournals } from "./journal/merge.ts";
import type { CrashEntry, HamperingEntry } from "./journal/run-record.ts";
import { unsupported } from "./limits.ts";
import { RunFailure, type RunProblem } from "./problem.ts";
import { createTimers, type Timers } from "./shaper/timers.ts";
import { type Cast, createCast } from "./supervisor/cast.ts";
import { followOwnDeaths, type OwnDeaths, playCrashes } from "./supervisor/crashes.ts";
import { createGiveUp } from "./supervisor/give-up.ts";
import { playHamperings } from "./supervisor/hamperings.ts";
import { untilQuiet } from "./supervisor/quiet.ts";
import { createReplicas } from "./supervisor/replicas.ts";
import { type CacheUrls, createRunCaches, misplacedCaches, type RunCaches } from "./supervisor/run-caches.ts";
import { createRunDatabases, type DatabaseUrls, misplaced, type RunDatabases } from "./supervisor/run-databases.ts";
import { createRunFolder, type RunFolder } from "./supervisor/run-folder.ts";
import { createRunJournals, type RunJournals } from "./supervisor/run-journals.ts";
import { timeLimitNs } from "./time-limit.ts";
import { createIdentities } from "./tls/identities.ts";

export interface RunOptions {
	/** Instead of the scenario's own. */
	readonly seed?: number;
	/** Beside the scenario's own. */
	readonly faults?: readonly Fault[];
	/** Ends the run: every process and file of it is gone when `runReal` resolves. */
	readonly signal?: AbortSignal;
	/** Told in a few words what is going on. */
	readonly onProgress?: (text: string) => void;
	/** Where the files of the run lie while it lasts, instead of the system's folder for such. */
	readonly stateDir?: string;
	/**
	 * For databases that are not to be embedded: the URL of a PostgreSQL, by the name of the node. Each run makes a schema of
	 * its own there and drops it in the end.
	 */
	readonly databases?: DatabaseUrls;
	/** For shared caches that are to keep their replies in a Redis: its URL, by the name of the node. */
	readonly caches?: CacheUrls;
	/**
	 * Every process plays a rehearsal before the run, unless told: without it a run begins sooner, and its first exchanges
	 * take some milliseconds longer than the others.
	 */
	readonly isRehearsed?: boolean;
}

export type RunResult =
	| { readonly ok: true; readonly trace: Trace }
	| { readonly ok: false; readonly problem: RunProblem };

/**
 * Runs a scenario with real processes, real sockets and a real database, in real time. Expected failures come back as
 * a problem; whatever happens, nothing of the run is left behind.
 */
export async function runReal(scenario: Scenario, options: RunOptions = {}): Promise<RunResult> {
	const seed = options.seed ?? scenario.seed;
	const played: Scenario = { ...scenario, seed, faults: [...scenario.faults, ...(options.faults ?? [])] };
	const problem =
		misplaced(played, options.databases ?? {}) ??
		misplacedCaches(played, options.caches ?? {}) ??
		unsupported(played, planTraffic(played, seed));
	if (problem !== undefined) return { ok: false, problem };
	try {
		return { ok: true, trace: await play(played, options) };
	} catch (error) {
		if (error instanceof RunFailure) return { ok: false, problem: error.problem };
		throw error;
	}
}

/** From telling all processes when the run begins to its begin: enough for every one to have heard. */
const LEAD_NS = 30 * NS_PER_MS;
const LEAD_PER_PROCESS_NS = 2 * NS_PER_MS;

interface Stage {
	readonly scenario: Scenario;
	readonly cast: Cast;
	readonly journals: RunJournals;
	readonly databases: RunDatabases;
	readonly caches: RunCaches;
	readonly timers: Timers;
	readonly progress: (text: string) => void;
}

/** Makes what the run leaves its rows and journals in, and takes it away again, however the run ends. */
async function play(scenario: Scenario, options: RunOptions): Promise<Trace> {
	const folder = createRunFolder(options.stateDir);
	let databases: RunDatabases | undefined;
	let caches: RunCaches | undefined;
	try {
		caches = await createRunCaches(options.caches ?? {});
		databases = await createRunDatabases(scenario, options.databases ?? {}, folder.path);
		return await playIn(folder, { databases, caches }, scenario, options);
	} finally {
		await caches?.remove();
		await databases?.remove();
		folder.remove();
	}
}

/** Starts everything that runs, and ends all of it again. */
async function playIn(
	folder: RunFolder,
	{ databases, caches }: Pick<Stage, "databases" | "caches">,
	scenario: Scenario,
	{ signal, onProgress, isRehearsed = true }: RunOptions,
): Promise<Trace> {
	const identities = await createIdentities(scenario);
	const secrets = await secretsOfNodes(scenario, await createRunSecrets(scenario));
	const giveUp = createGiveUp(signal, timeLimitNs(scenario, planTraffic(scenario, scenario.seed)));
	const timers = createTimers(createClock());
	const journals = createRunJournals(folder.path);
	const cast = createCast({
		...{ scenario, seed: scenario.seed, identities, secrets, folder, journals, databases, caches, isRehearsed },
		failed: giveUp.because,
	});
	const stage = { scenario, cast, journals, databases, caches, timers, progress: onProgress ?? (() => undefined) };
	try {
		return await Promise.race([giveUp.promise, perform(stage)]);
	} finally {
		giveUp.cancel();
		await cast.stop();
		await timers.close();
	}
}

/** Resolved when nothing goes on any more, and every node that has killed itself and comes back is there. */
async function quiet(cast: Cast, ownDeaths: OwnDeaths): Promise<void> {
	await ownDeaths.allBack();
	await untilQuiet(cast.living);
	await ownDeaths.allBack();
	await untilQuiet(cast.living);
}

async function perform({ scenario, cast, journals, databases, caches, timers, progress }: Stage): Promise<Trace> {
	progress(`Starting ${cast.size} processes`);
	await cast.getReady();
	const planned = plannedCrashes(scenario);
	const replicas = await createReplicas(planned, databases.placeOf);
	const zero = process.hrtime.bigint() + BigInt(LEAD_NS + cast.size * LEAD_PER_PROCESS_NS);
	timers.clock.startAt(zero);
	const settled = cast.allSettled();
	const crashes: CrashEntry[] = [];
	const ownDeaths = followOwnDeaths(suddenDeaths(scenario), cast, (entry) => crashes.push(entry));
	cast.begin(zero);
	progress("Running");
	const crashed = playCrashes(planned, cast.crashing, timers, replicas, (entry) => crashes.push(entry));
	const hamperings: HamperingEntry[] = [];
	const hampered = playHamperings(
		plannedHamperings(scenario),
		(node) => cast.crashing(node).current(),
		timers,
		(entry) => hamperings.push(entry),
	);
	await Promise.all([settled, crashed, hampered]);
	await quiet(cast, ownDeaths);
	progress("Putting the trace together");
	await cast.stop();
	return mergeJournals(headerOf(scenario, { ...databases.versions, ...caches.versions }), {
		...{ scenario, crashes, hamperings, plan: planTraffic(scenario, scenario.seed), lives: journals.lives() },
		effects: await databases.effects(),
	});
}
