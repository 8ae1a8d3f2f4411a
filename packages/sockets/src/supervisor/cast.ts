import { type PlannedCrash, plannedCrashes, returnsAtMost, suddenDeaths } from "@roundtrip/behaviour";
import { linkEnds, type Role, type Scenario } from "@roundtrip/model";
import { NO_SECRETS, type RunSecrets } from "../auth/run-secrets.ts";
import type { DyingNote } from "../journal/entry.ts";
import type { Ports } from "../node-context.ts";
import type { RunFailure } from "../problem.ts";
import type { Identities } from "../tls/identities.ts";
import { type Child, type Entry, startChild } from "./child.ts";
import { countsOf } from "./counts.ts";
import type { SelfKillers } from "./crashes.ts";
import type { RunCaches } from "./run-caches.ts";
import type { RunDatabases } from "./run-databases.ts";
import type { RunFolder } from "./run-folder.ts";
import type { RunJournals } from "./run-journals.ts";

/** The processes of a run: one for each node, and those that wait to take the place of one that is killed. */
export interface Cast extends SelfKillers {
	readonly size: number;
	/** Where the nodes listen, as far as they do. */
	readonly ports: Ports;
	/** Resolved when every process is ready and every node that is asked listens. */
	getReady(): Promise<void>;
	/** Tells all when the run's zero is. */
	begin(zero: bigint): void;
	/** Resolved when every client's exchanges are over. */
	allSettled(): Promise<void>;
	/** Those that play now. */
	living(): readonly Child[];
	/** Ends every process; resolved when all are gone. */
	stop(): Promise<void>;
}

export interface CastParts {
	readonly scenario: Scenario;
	readonly seed: number;
	readonly identities: Identities;
	/** By node: what each is told of the run's secrets. */
	readonly secrets: Readonly<Record<string, RunSecrets>>;
	readonly folder: RunFolder;
	readonly journals: RunJournals;
	readonly databases: Pick<RunDatabases, "placeOf">;
	readonly caches: Pick<RunCaches, "placeOf">;
	readonly failed: (failure: RunFailure) => void;
	/** Every process plays a rehearsal first, unless told. */
	readonly isRehearsed?: boolean;
	/** The program for a role, where it is not the one that is named after it. */
	readonly entryOf?: (role: Role) => Entry;
}

interface Part {
	readonly name: string;
	current: Child;
	/** In the order in which they will be needed. */
	readonly understudies: Child[];
}

export function createCast(parts: CastParts): Cast {
	const {
		scenario,
		seed,
		identities,
		secrets,
		folder,
		journals,
		databases,
		caches,
		failed,
		isRehearsed = true,
		entryOf = (role) => role,
	} = parts;
	const all: Child[] = [];
	const killsItself = new Set(suddenDeaths(scenario).map((death) => death.node));
	const ports: Record<string, number> = {};
	let zero = 0n;

	let selfKilled: (note: DyingNote) => void = () => undefined;

	async function tellOfSelfKilled(gone: Promise<void>, lastWord: () => DyingNote | undefined): Promise<void> {
		await gone;
		const note = lastWord();
		if (note !== undefined) selfKilled(note);
	}

	function start(name: string): Child {
		const file = journals.next(name);
		const lastWord = (): DyingNote | undefined => (killsItself.has(name) ? journals.lastWord(file) : undefined);
		const role = entryOf(scenario.nodes[name]?.is ?? "client");
		const child = startChild(name, role, failed, () => lastWord() !== undefined);
		void tellOfSelfKilled(child.gone, lastWord);
		all.push(child);
		child.say({
			...{ say: "configure", node: name, scenario, seed, scratch: folder.path, isRehearsed },
			...{ journal: file, database: databases.placeOf(name), identities },
			secrets: secrets[name] ?? NO_SECRETS,
			cache: caches.placeOf(name),
		});
		return child;
	}

	const asks = (node: string): boolean => Object.keys(scenario.links).some((name) => linkEnds(name).from === node);

	const returnsOf = (name: string): number =>
		plannedCrashes(scenario).filter(({ node, restartAtNs }) => node === name && restartAtNs !== undefined).length +
		returnsAtMost(scenario, name);
	const cast = new Map<string, Part>();
	for (const name of Object.keys(scenario.nodes)) {
		const current = start(name);
		const understudies = Array.from({ length: returnsOf(name) }, () => start(name));
		cast.set(name, { name, current, understudies });
	}
	const ready = all.map((child) => child.hear("ready"));

	function comeBack(part: Part, { restartAtNs, fault }: PlannedCrash): Child {
		const next = part.understudies.shift();
		if (next === undefined || restartAtNs === undefined) throw new Error(`nobody is there to play ${part.name} again`);
		part.current = next;
		const counts = countsOf(part.name, journals.of(part.name));
		next.say({ say: "begin", zero, ports, counts, again: { ports, atNs: restartAtNs, fault } });
		return next;
	}

	return {
		size: all.length,
		ports,
		async getReady() {
			await Promise.all(ready);
			for (const { name, current } of cast.values()) {
				if (scenario.nodes[name]?.is === "client") continue;
				const listening = current.hear("listening");
				current.say({ say: "listen" });
				Object.assign(ports, (await listening).ports);
			}
			// One after the other, so that nobody measures another's measuring.
			for (const child of all.filter(({ node }) => asks(node))) {
				const probed = child.hear("probed");
				child.say({ say: "probe", ports });
				await probed;
			}
		},
		begin(moment) {
			zero = moment;
			for (const { current } of cast.values()) current.say({ say: "begin", zero, ports, counts: {} });
		},
		async allSettled() {
			const clients = [...cast.values()].filter(({ name }) => scenario.nodes[name]?.is === "client");
			await Promise.all(clients.map(({ current }) => current.hear("settled")));
		},
		living: () => [...cast.values()].map(({ current }) => current).filter((child) => child.isAlive),
		crashing(name) {
			const part = cast.get(name);
			if (part === undefined) throw new Error(`the scenario has no node ${name}`);
			return { current: () => part.current, comeBack: (crash) => comeBack(part, crash) };
		},
		whenOneKillsItself(told) {
			selfKilled = told;
		},
		async stop() {
			await Promise.all(all.map((child) => child.stop()));
		},
	};
}
