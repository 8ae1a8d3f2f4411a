import type { BrokenExpectation } from "./exploration.ts";
import type { Explored } from "./explored.ts";
import type { Player } from "./player.ts";
import type { Schedule } from "./schedule.ts";

const NAMED_AT_MOST = 100;

/**
 * The schedules that break an expectation and of which no part does.
 * @param explored smaller schedules first
 */
export function smallestBreaking(
	explored: readonly Explored[],
	expectation: number,
	player: Player,
	kinds: readonly string[],
): Pick<BrokenExpectation, "schedules" | "smallest"> {
	const tried = new Map(explored.map(({ schedule, played }) => [keyOf(schedule), played.broken]));
	const breaks = (part: Schedule): boolean => {
		const key = keyOf(part);
		const broken = tried.get(key) ?? player.play(part).broken;
		tried.set(key, broken);
		return broken.includes(expectation);
	};
	const smallest: { readonly schedule: Schedule; readonly events: number }[] = [];
	const known = new Set<string>();
	let schedules = 0;
	for (const { schedule, played } of explored) {
		if (!played.broken.includes(expectation)) continue;
		schedules++;
		if (smallest.length === NAMED_AT_MOST || partsOf(schedule).some((part) => known.has(keyOf(part)))) continue;
		const shrunk = shrink(schedule, breaks);
		known.add(keyOf(shrunk));
		smallest.push({ schedule: shrunk, events: played.events });
	}
	const sorted = smallest.toSorted(
		(a, b) =>
			a.schedule.length - b.schedule.length || rank(a.schedule, kinds) - rank(b.schedule, kinds) || a.events - b.events,
	);
	return { schedules, smallest: sorted.map(({ schedule }) => schedule) };
}

/** Leaves out faults as long as what is left still breaks it. */
export function shrink(schedule: Schedule, breaks: (part: Schedule) => boolean): Schedule {
	for (const left of schedule) {
		const part = schedule.filter((strike) => strike !== left);
		if (breaks(part)) return shrink(part, breaks);
	}
	return schedule;
}

/** What people know best comes first; of what is alike, the shortest story. */
function rank(schedule: Schedule, kinds: readonly string[]): number {
	return schedule.reduce((sum, { kind }) => sum + kinds.indexOf(kind), 0);
}

/** Every part of a schedule, itself and the empty one included. */
function partsOf(schedule: Schedule): readonly Schedule[] {
	let parts: readonly Schedule[] = [[]];
	for (const strike of schedule) parts = [...parts, ...parts.map((part) => [...part, strike])];
	return parts;
}

function keyOf(schedule: Schedule): string {
	return schedule.map(({ fault }) => JSON.stringify(fault)).join();
}
