import { devNull } from "node:os";
import { planTraffic, subjectsAt } from "@roundtrip/behaviour";
import { type Nanoseconds, NS_PER_MS, type Scenario } from "@roundtrip/model";
import { createRunSecrets, type RunSecrets, secretsOfNodes } from "./auth/run-secrets.ts";
import { LOOPBACK_HOSTS } from "./kept/addresses.ts";
import { keptScenario } from "./kept/scenario.ts";
import { type KeptServer, keptServers, writeCertificates } from "./kept/servers.ts";
import { unsupported } from "./limits.ts";
import { RunFailure, type RunProblem } from "./problem.ts";
import { type Cast, createCast } from "./supervisor/cast.ts";
import { createGiveUp } from "./supervisor/give-up.ts";
import { type CacheUrls, createRunCaches, misplacedCaches, type RunCaches } from "./supervisor/run-caches.ts";
import { createRunDatabases, type DatabaseUrls, misplaced, type RunDatabases } from "./supervisor/run-databases.ts";
import { createRunFolder, type RunFolder } from "./supervisor/run-folder.ts";
import type { RunJournals } from "./supervisor/run-journals.ts";
import { createIdentities } from "./tls/identities.ts";

export interface KeepOptions {
	/** Instead of the scenario's own. */
	readonly seed?: number;
	/** Ends it: every process and file is gone when `keepReal` resolves. */
	readonly signal: AbortSignal;
	/** Ends it by itself after so long; at most 24 days. */
	readonly forNs?: Nanoseconds;
	/** Told in a few words what is going on. */
	readonly onProgress: (text: string) => void;
	/** Told once, when the servers can be asked. */
	readonly onReady: (servers: readonly KeptServer[]) => void;
	/** Where the files lie while it lasts, instead of the system's folder for such. */
	readonly stateDir?: string;
	/** The URL of a PostgreSQL, by the name of the node, for databases that are not to be embedded. */
	readonly databases?: DatabaseUrls;
	/** The URL of a Redis, by the name of the node, for shared caches that are not to keep their replies in memory. */
	readonly caches?: CacheUrls;
}

/** Its time is over, or why it could not be kept: `aborted` where it was asked to stop. */
export type KeepResult = { readonly ok: true } | { readonly ok: false; readonly problem: RunProblem };

/**
 * Starts the servers and databases of a scenario as a real run does, and keeps them for other people's clients. The
 * scenario's clients, traffic and faults are left out. Whatever happens, nothing of it is left behind.
 */
export async function keepReal(scenario: Scenario, options: KeepOptions): Promise<KeepResult> {
	const kept = keptScenario(scenario, options.seed ?? scenario.seed);
	const problem =
		notForStrangers(kept) ??
		misplaced(kept, options.databases ?? {}) ??
		misplacedCaches(kept, options.caches ?? {}) ??
		unsupported(kept, planTraffic(kept, kept.seed));
	if (problem !== undefined) return { ok: false, problem };
	try {
		await keep(kept, await createRunSecrets(scenario), options);
		return { ok: true };
	} catch (error) {
		if (error instanceof RunFailure) return { ok: false, problem: error.problem };
		throw error;
	}
}

function notForStrangers(scenario: Scenario): RunProblem | undefined {
	const message = noServer(scenario);
	return message === undefined ? undefined : { kind: "unsupported", message };
}

function noServer({ nodes }: Scenario): string | undefined {
	const hasOne = Object.values(nodes).some((node) => node.is === "server");
	if (!hasOne) return "The scenario has no server, so there is nobody to ask.";
	const balancer = Object.keys(nodes).find((name) => nodes[name]?.is === "balancer");
	return balancer === undefined
		? undefined
		: `Strangers can't ask through ${balancer}, a balancer: keep the scenario without its balancer, and ask its servers.`;
}

/** Nobody asks what was: a kept scenario can last for days. */
const NO_JOURNALS: RunJournals = {
	next: () => devNull,
	of: () => [],
	lastWord: () => undefined,
	lives: () => [],
};

/** Makes what the rows are kept in, and takes it away again, however it ends. */
async function keep(scenario: Scenario, secrets: RunSecrets, options: KeepOptions): Promise<void> {
	const folder = createRunFolder(options.stateDir);
	let databases: RunDatabases | undefined;
	let caches: RunCaches | undefined;
	try {
		caches = await createRunCaches(options.caches ?? {});
		databases = await createRunDatabases(scenario, options.databases ?? {}, folder.path);
		await keepIn(folder, { databases, caches }, { scenario, all: secrets }, options);
	} finally {
		await caches?.remove();
		await databases?.remove();
		folder.remove();
	}
}

/** Starts everything that runs, and ends all of it again. */
async function keepIn(
	folder: RunFolder,
	{ databases, caches }: { readonly databases: RunDatabases; readonly caches: RunCaches },
	{ scenario, all }: { readonly scenario: Scenario; readonly all: RunSecrets },
	options: KeepOptions,
): Promise<void> {
	const secrets = await secretsOfNodes(scenario, all);
	const certified = (to: string): string | undefined => subjectsAt(all, to, "certificate")[0]?.client;
	const identities = await createIdentities(scenario, LOOPBACK_HOSTS, (_from, to) => certified(to));
	const giveUp = createGiveUp(options.signal);
	const cast = createCast({
		...{ scenario, seed: scenario.seed, identities, secrets, folder, journals: NO_JOURNALS, databases, caches },
		failed: giveUp.because,
		entryOf: (role) => (role === "server" ? "kept-server" : role === "cache" ? "kept-cache" : role),
	});
	let timer: NodeJS.Timeout | undefined;
	const isOver = new Promise<void>((resolve) => {
		if (options.forNs !== undefined) timer = setTimeout(resolve, options.forNs / NS_PER_MS);
	});
	try {
		options.onProgress(`Starting ${cast.size} processes`);
		await Promise.race([giveUp.promise, begin(cast)]);
		options.onReady(keptServers(scenario, cast.ports, writeCertificates(identities, folder), all));
		await Promise.race([giveUp.promise, isOver]);
	} finally {
		clearTimeout(timer);
		giveUp.cancel();
		await cast.stop();
	}
}

async function begin(cast: Cast): Promise<void> {
	await cast.getReady();
	cast.begin(process.hrtime.bigint());
	// Whoever answers this has begun.
	const states = cast.living().map((child) => {
		const state = child.hear("state");
		child.say({ say: "ask-state" });
		return state;
	});
	await Promise.all(states);
}
