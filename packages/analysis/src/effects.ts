import {
	effectsOf,
	redirectChain,
	routeOf,
	routesAt,
	type Scenario,
	type Step,
	stepsAt,
	withInnerSteps,
} from "@roundtrip/model";
import { callsOf, type ExchangeLog } from "./reading/call-log.ts";

/** How often one effect of an exchange was asked for and made lasting; those of all items of a stream are counted together. */
export interface EffectCount {
	readonly effect: string;
	/** By the statements of the route, and by the items that its client has sent; 0 where nothing of it asks for the effect. */
	readonly wanted: number;
	/** In the whole run, over all attempts, also after the exchange was over for its client. */
	readonly applied: number;
}

/**
 * The effects that the routes of a request ask for, those of its redirects and of the servers that they ask included, each
 * with how often. What is done with each item of a client is wanted once for each that it sent: one that was lost on its
 * way is missing, and one that was sent again in another attempt is still the same one.
 *
 * @param items that the client has sent on its stream, each counted once
 */
export function effectsWanted(
	scenario: Scenario,
	server: string,
	request: string,
	items: number,
): ReadonlyMap<string, number> {
	const wanted = new Map<string, number>();
	const routes = routesAt(scenario, server);
	for (const each of redirectChain(routes, routeOf(request)))
		addEffects(scenario, stepsAt(routes, each) ?? [], { times: 1, items }, wanted);
	return wanted;
}

/** How often steps are done, and how many items come to them. */
interface Occasions {
	readonly times: number;
	readonly items: number;
}

function addEffects(
	scenario: Scenario,
	steps: readonly Step[],
	{ times, items }: Occasions,
	wanted: Map<string, number>,
): void {
	// Each step with those within it, where it stands; what is done with items has a count of its own.
	for (const step of steps.flatMap((each) => ("each" in each ? [each] : withInnerSteps([each])))) {
		if ("each" in step && items > 0) addEffects(scenario, step.each, { times: times * items, items: 0 }, wanted);
		if ("query" in step) {
			for (const effect of effectsOf(step)) wanted.set(effect, (wanted.get(effect) ?? 0) + times * step.times);
		}
		if (!("ask" in step)) continue;
		// Servers don't ask one another in a circle: a scenario that says so is refused.
		const asked = stepsAt(routesAt(scenario, step.ask), step.request) ?? [];
		addEffects(scenario, asked, { times: times * step.times, items: 0 }, wanted);
	}
}

/** How many items the client of an exchange has sent, each counted once over all attempts. */
export function itemsSent({ attempts }: Pick<ExchangeLog, "attempts">): number {
	let last = 0;
	for (const { items } of attempts) {
		for (const { direction, item } of items.values()) {
			if (direction === "request" && typeof item === "number") last = Math.max(last, item);
		}
	}
	return last;
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
