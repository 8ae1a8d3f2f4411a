import {
	CONVERSATION_FIGURES,
	type ConversationErrors,
	type ConversationFigures,
	conversationDifferences,
	conversationErrors,
	conversationFiguresOf,
} from "@roundtrip/analysis";
import { beginsAtNs, type ComparedLink, type ComparedVariant, type ComparedWorkload } from "@roundtrip/behaviour";
import { parseScenario, type Scenario, type Trace } from "@roundtrip/model";
import { simulate } from "@roundtrip/simulator";
import { type RunProblem, runReal } from "@roundtrip/sockets";

/** What a world makes of one way of doing a workload, or why it can't. */
export type PlayedFigures =
	| { readonly ok: true; readonly figures: ConversationFigures }
	| { readonly ok: false; readonly why: string };

/** One way of doing a workload, played. */
export interface PlayedVariant {
	readonly variant: ComparedVariant;
	readonly simulated: PlayedFigures;
	/** Absent where the real world was not asked. */
	readonly real?: PlayedFigures;
	/** Of the simulated figures against the real ones, where both worlds have them. */
	readonly errors?: ConversationErrors;
	/** What differs between the two worlds, beside times and sizes, in words. */
	readonly differences?: readonly string[];
}

/** A workload with all ways of doing it. */
export interface PlayedWorkload {
	readonly workload: ComparedWorkload;
	readonly variants: readonly PlayedVariant[];
}

interface Simulated {
	readonly played: PlayedFigures;
	readonly scenario?: Scenario;
	readonly trace?: Trace;
}

/** Plays every way of doing a workload in virtual time. */
export function simulateWorkload(workload: ComparedWorkload, link: ComparedLink, seed?: number): PlayedWorkload {
	const variants = workload.variants.map((variant) => ({
		variant,
		simulated: simulateVariant(workload, variant, link, seed).played,
	}));
	return { workload, variants };
}

function simulateVariant(
	{ clients }: ComparedWorkload,
	variant: ComparedVariant,
	link: ComparedLink,
	seed: number | undefined,
): Simulated {
	const parsed = parseScenario(variant.scenario(link));
	if (!parsed.ok) return { played: { ok: false, why: parsed.problems.map(({ message }) => message).join("; ") } };
	const scenario = parsed.value;
	const result = simulate(scenario, seed === undefined ? {} : { seed });
	if (!result.ok) return { played: { ok: false, why: result.problem }, scenario };
	const { trace } = result;
	return { played: { ok: true, figures: conversationFiguresOf(trace, clients, beginsAtNs(link)) }, scenario, trace };
}

export interface RealRuns {
	/** Of each way; of each figure the median of all of them is taken. */
	readonly runs: number;
	readonly seed?: number;
	readonly signal: AbortSignal;
	readonly onProgress: (text: string) => void;
}

/** Why no more is played at all. */
export class PlayingStopped extends Error {
	readonly problem: RunProblem;

	constructor(problem: RunProblem) {
		super(problem.message);
		this.problem = problem;
	}
}

/** Plays every way of doing a workload in both worlds, the real ones one after the other. */
export async function playWorkload(
	workload: ComparedWorkload,
	link: ComparedLink,
	options: RealRuns,
): Promise<PlayedWorkload> {
	const variants: PlayedVariant[] = [];
	for (const variant of workload.variants) {
		const simulated = simulateVariant(workload, variant, link, options.seed);
		variants.push({
			variant,
			simulated: simulated.played,
			...(await beside(workload, variant, link, simulated, options)),
		});
	}
	return { workload, variants };
}

type BesideSimulated = Pick<PlayedVariant, "real" | "errors" | "differences">;

async function beside(
	{ name, clients }: ComparedWorkload,
	variant: ComparedVariant,
	link: ComparedLink,
	{ played, scenario, trace: simulated }: Simulated,
	{ runs, seed, signal, onProgress }: RealRuns,
): Promise<BesideSimulated> {
	if (scenario === undefined) return {};
	const figures: ConversationFigures[] = [];
	const differences = new Set<string>();
	for (let run = 1; run <= runs; run++) {
		const what = `${name}: ${variant.name}, ${variant.over}${runs === 1 ? "" : `, run ${run} of ${runs}`}`;
		const result = await runReal(scenario, {
			...{ signal, onProgress: (text: string) => onProgress(`${what}: ${text}`) },
			...(seed === undefined ? {} : { seed }),
		});
		if (!result.ok) return realProblem(result.problem);
		figures.push(conversationFiguresOf(result.trace, clients, beginsAtNs(link)));
		if (simulated === undefined) continue;
		for (const each of conversationDifferences(simulated, result.trace, clients)) differences.add(each);
	}
	const real = medianFigures(figures);
	return {
		real: { ok: true, figures: real },
		...(played.ok ? { errors: conversationErrors(played.figures, real), differences: [...differences] } : {}),
	};
}

/** One way that the real world can't go says so, and the others are played. */
function realProblem(problem: RunProblem): BesideSimulated {
	if (problem.kind !== "unsupported" && problem.kind !== "child") throw new PlayingStopped(problem);
	return { real: { ok: false, why: problem.message } };
}

const KEYS = CONVERSATION_FIGURES.map(({ key }) => key);

/** The median of each figure (nearest rank) over several runs. */
function medianFigures(runs: readonly ConversationFigures[]): ConversationFigures {
	const [first] = runs;
	if (first === undefined) throw new RangeError("at least one run");
	const medians = KEYS.flatMap((key) => {
		const values = runs.flatMap((figures) => figures[key] ?? []).sort((a, b) => a - b);
		const median = values[Math.ceil(values.length / 2) - 1];
		return median === undefined ? [] : [[key, median] as const];
	});
	return { ...first, ...Object.fromEntries(medians) };
}
