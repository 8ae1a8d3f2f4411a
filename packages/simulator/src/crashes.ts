import { type PlannedCrash, plannedCrashes, type SuddenDeath } from "@roundtrip/behaviour";
import type { Population } from "./population.ts";
import type { Deaths, Machine, World } from "./world.ts";

/** Which fault takes a node away, and how. */
type Death = Pick<PlannedCrash, "fault" | "node" | "silent" | "losesSinceNs"> & Pick<SuddenDeath, "why">;

/** Plays the deaths of a run's nodes, and their returns. */
export class NodeDeaths implements Deaths {
	/** A field of a class: a closure for each run, put into a field of an object, keeps V8 from freeing runs while they are young. */
	#population: Population | undefined;

	/** Schedules those whose times are known; the others are played when `kill` is called. */
	begin(world: World, population: Population): void {
		this.#population = population;
		for (const { atNs, restartAtNs, isOrderly, ...death } of plannedCrashes(world.scenario)) {
			const machine = world.machines.get(death.node);
			if (machine === undefined) continue;
			world.later(atNs, () => {
				if (isOrderly === true) population.answerers.get(death.node)?.leave?.();
				die(world, population, machine, death, []);
			});
			if (restartAtNs !== undefined) world.later(restartAtNs, () => comeBack(world, population, machine, death));
		}
	}

	kill(world: World, { restartAfterNs, ...death }: SuddenDeath, causes: readonly number[]): void {
		const population = this.#population;
		const machine = world.machines.get(death.node);
		if (machine === undefined || population === undefined) return;
		die(world, population, machine, death, causes);
		if (restartAfterNs !== undefined) world.later(restartAfterNs, () => comeBack(world, population, machine, death));
	}
}

function die(
	world: World,
	{ answerers, callers }: Population,
	machine: Machine,
	{ fault, node, silent, why }: Death,
	causes: readonly number[],
): void {
	machine.state = silent ? "dark" : "down";
	const data = why === undefined ? { fault, silent } : { fault, silent, why };
	const seq = world.record({ node, kind: "crashed", causes, data });
	machine.lastChange = seq;
	machine.pausedUntilNs = 0;
	answerers.get(node)?.die();
	for (const caller of callers.values()) {
		if (caller.link.asker === machine) caller.askerDied();
		if (caller.link.answerer === machine) caller.answererDied(seq);
	}
}

function comeBack(world: World, { answerers, callers }: Population, machine: Machine, death: Death): void {
	const { fault, node, losesSinceNs } = death;
	machine.state = "up";
	machine.life++;
	const causes = machine.lastChange === undefined ? [] : [machine.lastChange];
	const restarted = world.record({ node, kind: "restarted", causes, data: { fault } });
	machine.lastChange = restarted;
	if (losesSinceNs !== undefined) {
		for (const { seq, effect, ...of } of answerers.get(node)?.forgetSince?.(losesSinceNs) ?? []) {
			world.record({ node, kind: "forgotten", ...of, causes: [seq, restarted], data: { effect, fault } });
		}
	}
	for (const caller of callers.values()) {
		if (caller.link.asker === machine) caller.askerRevived();
		if (caller.link.answerer === machine) caller.answererRevived();
	}
}
