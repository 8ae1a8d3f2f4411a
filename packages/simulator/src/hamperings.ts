import { type PlannedHampering, plannedHamperings } from "@roundtrip/behaviour";
import type { Scenario } from "@roundtrip/model";
import type { Machine, Timer, World } from "./world.ts";

/** Lets nodes be hampered when their times have come, and recover. */
export function scheduleHamperings(world: World): void {
	for (const planned of plannedHamperings(world.scenario)) {
		const machine = world.machines.get(planned.node);
		if (machine !== undefined) world.later(planned.atNs, () => begin(world, machine, planned));
	}
}

function begin(world: World, machine: Machine, { fault, node, how, atNs, untilNs }: PlannedHampering): void {
	// The dead don't stand still.
	if (how === "paused" && machine.state !== "up") return;
	const { life } = machine;
	const seq = world.record({ node, kind: "hampered", causes: [], data: { how, fault } });
	if (untilNs === undefined) return;
	if (how === "paused") machine.pausedUntilNs = untilNs;
	world.later(untilNs - atNs, () => {
		const isOver = how === "paused" && (machine.state !== "up" || machine.life !== life);
		if (!isOver) world.record({ node, kind: "recovered", causes: [seq], data: { how, fault } });
	});
}

/** The time of a node: what it has set itself a timer for it does when it goes on, where it stands still when that is due. */
export function inTimeOf(world: World, machine: Machine): World {
	if (!mayStandStill(world.scenario, machine.name)) return world;
	const { kernel, later } = world;
	return {
		...world,
		later(delayNs, action) {
			const act = (): void => {
				if (machine.pausedUntilNs > kernel.now) timer = later(machine.pausedUntilNs - kernel.now, act);
				else action();
			};
			let timer: Timer = later(delayNs, act);
			return { cancel: () => timer.cancel() };
		},
	};
}

function mayStandStill({ faults }: Scenario, node: string): boolean {
	return faults.some((fault) => "pause" in fault && fault.pause === node);
}

/** A moment after a node goes on it reads what has come: its timers are first. */
const TIMERS_FIRST_NS = 1;

/** Something has come to a node: it is taken in at once, or when the node doesn't stand still any more. */
export function whenAwake({ kernel, later }: World, machine: Machine, takeIn: () => void): void {
	const leftNs = machine.pausedUntilNs - kernel.now;
	if (leftNs < 0 || machine.pausedUntilNs === 0) takeIn();
	else later(leftNs + TIMERS_FIRST_NS, takeIn);
}
