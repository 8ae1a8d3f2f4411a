import { simulateCase } from "./cases.ts";
import { MACHINE, type MachineProfile } from "./machine.ts";
import type { MeasuredCase } from "./measured.ts";

/** Where the search begins, what a cost is multiplied by, and to what it is rounded; all in ns. */
const BEGIN_NS = 100_000;
const FACTORS = [0, 0.5, 0.7, 0.85, 0.95, 1.05, 1.2, 1.5, 2];
const ROUND_NS = 10_000;
/** What a cost of 0 becomes again. */
const AGAIN_NS = 50_000;

const COSTS = Object.keys(MACHINE) as (keyof MachineProfile)[];

/**
 * How far off a profile is: the mean, over all times of all cases, of the logarithm of simulated to measured, by size.
 * Each time's fastest repetition is the measured one.
 */
export function misfit(cpu: readonly MeasuredCase[], machine: MachineProfile): number {
	const sizes = cpu.flatMap((it) => {
		const { times } = simulateCase(it, 1, { machine });
		return Object.entries(it.fastest)
			.filter(([name]) => name !== "connections" && times[name] !== undefined)
			.map(([name, measured]) => Math.abs(Math.log((times[name] ?? 0) / measured)));
	});
	return sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
}

function step(costNs: number, factor: number): number {
	if (costNs === 0) return factor === 0 ? AGAIN_NS : 0;
	return Math.round((costNs * factor) / ROUND_NS) * ROUND_NS;
}

/** The profile of the least misfit, one cost changed at a time from the same beginning for all, until no step is better. */
export function fitMachine(cpu: readonly MeasuredCase[]): MachineProfile {
	let best = Object.fromEntries(COSTS.map((cost) => [cost, BEGIN_NS])) as unknown as MachineProfile;
	let least = misfit(cpu, best);
	for (;;) {
		const before = least;
		for (const cost of COSTS) {
			for (const factor of FACTORS) {
				const changed = { ...best, [cost]: step(best[cost], factor) };
				const off = misfit(cpu, changed);
				if (off < least - 1e-9) {
					least = off;
					best = changed;
				}
			}
		}
		if (least === before) return best;
	}
}
