import { effectsOf, redirectChain, routeOf, routesAt, type Scenario, type Step, withInnerSteps } from "@roundtrip/model";
import { callsOf, type ExchangeLog } from "./reading/call-log.ts";

/** How often one effect of an exchange was asked for and made lasting. */
export interface EffectCount {
	readonly effect: string;
	/** By the statements of the route; 0 for an effect that the scenario doesn't know of. */
	readonly wanted: number;
	/** In the whole run, over all attempts, also after the exchange was over for its client. */
	readonly applied: number;
}

/**
 * The effects that the routes of a request ask for, those of its redirects and of the servers that they ask included, each
 * with how often. What is done with items of a stream is not known before they have come, and isn't counted.
 */
export function effectsWanted(scenario: Scenario, server: string, request: string): ReadonlyMap<string, number> {
	const wanted = new Map<string, number>();
	const routes = routesAt(scenario, server);
	for (const each of redirectChain(routes, routeOf(request))) addEffects(scenario, routes?.[each] ?? [], 1, wanted);
	return wanted;
}

function addEffects(scenario: Scenario, steps: readonly Step[], times: number, wanted: Map<string, number>): void {
	for (const step of withInnerSteps(steps.filter((each) => !("each" in each)))) {
		if ("query" in step) {
			for (const effect of effectsOf(step)) wanted.set(effect, (wanted.get(effect) ?? 0) + times * step.times);
		}
		if (!("ask" in step)) continue;
		// Servers don't ask one another in a circle: a scenario that says so is refused.
		addEffects(scenario, routesAt(scenario, step.ask)[routeOf(step.request)] ?? [], times * step.times, wanted);
	}
}

/** Counts the commits of an exchange, over the calls of all its attempts. */
export function effectCounts(exchange: ExchangeLog, wanted: ReadonlyMap<string, number>): readonly EffectCount[] {
	const applied = new Map<string, number>();
	for (const effect of wanted.keys()) applied.set(effect, 0);
	for (const call of callsOf(exchange)) {
		for (const { data } of call.commits) applied.set(data.effect, (applied.get(data.effect) ?? 0) + 1);
	}
	return [...applied].map(([effect, count]) => ({ effect, wanted: wanted.get(effect) ?? 0, applied: count }));
}

/**
 * How often the exchange as a whole happened: that of its most repeated effect, where a route that commits
 * an effect in two steps has happened once after two commits, and in part counts as once.
 */
export function timesApplied(effects: readonly EffectCount[]): number {
	return Math.max(0, ...effects.map(({ wanted, applied }) => Math.ceil(applied / Math.max(1, wanted))));
}
