import type { PlannedCrash, SuddenDeath } from "@roundtrip/behaviour";
import type { DyingNote } from "../journal/entry.ts";
import type { CrashEntry } from "../journal/run-record.ts";
import type { Timers } from "../shaper/timers.ts";
import type { Child } from "./child.ts";
import type { Replicas } from "./replicas.ts";

/** A node that crashes, and the process that takes its place. */
export interface CrashingNode {
	/** The process of its present life. */
	current(): Child;
	/** Hands over to the process that waits for its turn. It listens at the time of its return. */
	comeBack(crash: PlannedCrash): Child;
}

/**
 * Kills each process when its crash is due, and starts its successor. Writes down the crashes; resolved when the last
 * node that comes back listens.
 */
export async function playCrashes(
	crashes: readonly PlannedCrash[],
	node: (name: string) => CrashingNode,
	timers: Timers,
	replicas: Replicas,
	write: (entry: CrashEntry) => void,
): Promise<void> {
	await Promise.all(crashes.map((crash) => play(crash, node(crash.node), timers, replicas, write)));
}

/** Who plays nodes that may kill themselves. */
export interface SelfKillers {
	crashing(name: string): CrashingNode;
	/** Told when a process has killed itself: by which fault, and when. */
	whenOneKillsItself(told: (note: DyingNote) => void): void;
}

/** The deaths of processes by themselves. */
export interface OwnDeaths {
	/** Resolved when every node that has died so far and comes back listens again. */
	allBack(): Promise<void>;
}

/** Writes down each death of a process by itself, and starts its successor. */
export function followOwnDeaths(
	deaths: readonly SuddenDeath[],
	cast: SelfKillers,
	write: (entry: CrashEntry) => void,
): OwnDeaths {
	const returns: Promise<unknown>[] = [];
	cast.whenOneKillsItself(({ node, fault, at }) => {
		const death = deaths.find((each) => each.fault === fault);
		if (death === undefined) return;
		const { silent, restartAfterNs, why } = death;
		write({ at, node, kind: "crashed", data: { fault, silent, ...(why === undefined ? {} : { why }) } });
		if (restartAfterNs === undefined) return;
		const back = cast.crashing(node).comeBack({ fault, node, atNs: at, silent, restartAtNs: at + restartAfterNs });
		returns.push(back.hear("listening"));
	});
	return {
		async allBack() {
			// Another may die while one comes back.
			for (let seen = -1; seen !== returns.length; ) {
				seen = returns.length;
				await Promise.all(returns);
			}
		},
	};
}

async function play(
	crash: PlannedCrash,
	node: CrashingNode,
	timers: Timers,
	replicas: Replicas,
	write: (entry: CrashEntry) => void,
): Promise<void> {
	const isDue = (atNs: number): Promise<void> =>
		new Promise((due) => {
			timers.at(atNs, due);
		});
	if (crash.losesSinceNs !== undefined) {
		await isDue(crash.losesSinceNs);
		replicas.copy(crash);
	}
	await isDue(crash.atNs);
	if (crash.isOrderly === true) {
		const left = node.current().hear("left");
		node.current().say({ say: "leave" });
		await Promise.race([left, node.current().gone]);
	}
	const gone = node.current().kill();
	const { fault, silent } = crash;
	write({ at: timers.clock.now(), node: crash.node, kind: "crashed", data: { fault, silent } });
	await gone;
	if (crash.losesSinceNs !== undefined) replicas.takeOver(crash);
	if (crash.restartAtNs !== undefined) await node.comeBack(crash).hear("listening");
}
