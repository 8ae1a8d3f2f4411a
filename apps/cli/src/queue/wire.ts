import {
	type Extensions,
	OUTCOMES,
	type Played,
	PRUNINGS,
	type Pruning,
	type Questions,
	type Schedule,
	type Strike,
	type Work,
} from "@roundtrip/explorer";
import {
	type Fault,
	parseFault,
	parseScenario,
	printFault,
	printProblem,
	printScenario,
	type Scenario,
} from "@roundtrip/model";
import { z } from "zod";

/** The most schedules that one job asks for. */
export const MOST_SCHEDULES = 4_096;

/** A strike as it travels: its fault is written as in a scenario. */
interface WireStrike extends Omit<Strike, "fault"> {
	readonly fault: string;
}

/** What a job asks for, as plain JSON. */
export interface WireJob extends Omit<Work, "scenario"> {
	/** As a file has it. */
	readonly scenario: string;
	readonly questions: Questions;
	readonly schedules: readonly (readonly WireStrike[])[];
}

/** What became of one schedule, as plain JSON. */
interface WirePlayed extends Omit<Played, "extensions"> {
	readonly extensions?: Omit<Extensions, "strikes"> & { readonly strikes: readonly WireStrike[] };
}

/** What a worker answers, in the order of the job's schedules. */
export type WireAnswer = readonly WirePlayed[];

const count = z.int().min(0);
const name = z.string().max(200);

const wireStrike = z.strictObject({
	kind: name,
	point: name,
	place: name,
	after: z.int(),
	fault: z.string().max(2_000),
});

const wireJob = z.strictObject({
	...{
		scenario: z.string(),
		seed: count,
		faults: count,
		kinds: z.array(name).max(100),
		restartAfterNs: z.number().min(0),
	},
	questions: z.strictObject({ extensions: z.boolean(), glances: z.boolean() }),
	schedules: z.array(z.array(wireStrike).max(8)).max(MOST_SCHEDULES),
});

function counts<Key extends string>(keys: readonly Key[]): z.ZodType<Partial<Record<Key, number>>> {
	return z.partialRecord(z.enum(keys), count);
}

const reasons = Object.keys(PRUNINGS) as Pruning[];

const wireAnswer = z
	.array(
		z.strictObject({
			problem: z.string().optional(),
			...{ broken: z.array(count), undecided: z.array(count), outcomes: counts(OUTCOMES), events: count },
			extensions: z
				.strictObject({
					strikes: z.array(wireStrike),
					points: z.strictObject({ messages: count, moments: count }),
					pruned: z.record(name, counts(reasons)),
				})
				.optional(),
			glances: z
				.array(
					z.strictObject({
						...{ exchange: count, seen: z.string(), applied: count, isUp: z.boolean(), isUnderWay: z.boolean() },
					}),
				)
				.optional(),
		}),
	)
	.max(MOST_SCHEDULES);

/** A job as whoever plays it needs it. */
export interface Asked {
	readonly work: Work;
	readonly schedules: readonly Schedule[];
	readonly questions: Questions;
}

/** Writes and reads jobs and answers of one exploration after the other; what they say again and again is worked out once. */
export class Wire {
	#last: { readonly text: string; readonly work: Work } | undefined;
	readonly #texts = new Map<string, string>();
	readonly #faults = new Map<string, Fault>();

	writeJob({ work, schedules, questions }: Asked): WireJob {
		const { scenario, kinds: tried, ...rest } = work;
		return {
			...{ ...rest, scenario: printScenario(scenario), kinds: [...tried], questions: { ...questions } },
			schedules: schedules.map((schedule) => this.#writeAll(schedule)),
		};
	}

	/** @throws Error that says what is wrong with it */
	readJob(data: unknown): Asked {
		const { schedules, questions, ...rest } = checked(wireJob, data) as WireJob;
		const text = JSON.stringify(rest);
		if (this.#last?.text !== text) {
			this.#last = { text, work: { ...rest, scenario: scenarioOf(rest.scenario) } };
			this.#faults.clear();
		}
		const { work } = this.#last;
		return { work, questions, schedules: schedules.map((strikes) => this.#readAll(strikes, work.scenario)) };
	}

	writeAnswer(played: readonly Played[]): WireAnswer {
		return played.map(({ extensions, ...rest }) => {
			if (extensions === undefined) return rest;
			return { ...rest, extensions: { ...extensions, strikes: this.#writeAll(extensions.strikes) } };
		});
	}

	/** @throws Error that says what is wrong with it */
	readAnswer(data: unknown, scenario: Scenario): readonly Played[] {
		return (checked(wireAnswer, data) as WireAnswer).map(({ extensions, ...rest }): Played => {
			if (extensions === undefined) return rest;
			return { ...rest, extensions: { ...extensions, strikes: this.#readAll(extensions.strikes, scenario) } };
		});
	}

	#writeAll(strikes: readonly Strike[]): readonly WireStrike[] {
		return strikes.map(({ fault, ...strike }) => {
			const key = JSON.stringify(fault);
			const text = this.#texts.get(key) ?? printFault(fault);
			this.#texts.set(key, text);
			return { ...strike, fault: text };
		});
	}

	#readAll(strikes: readonly WireStrike[], scenario: Scenario): readonly Strike[] {
		return strikes.map(({ fault: text, ...strike }) => {
			const fault = this.#faults.get(text) ?? faultOf(text, scenario);
			this.#faults.set(text, fault);
			return { ...strike, fault };
		});
	}
}

function faultOf(text: string, scenario: Scenario): Fault {
	const read = parseFault(text, scenario);
	if (read.ok) return read.value;
	throw new Error(`the fault '${text}': ${read.problems.map(({ message }) => message).join("; ")}`);
}

function scenarioOf(text: string): Scenario {
	const read = parseScenario(text);
	if (read.ok) return read.value;
	throw new Error(read.problems.map((problem) => printProblem(problem, "the scenario")).join("; "));
}

function checked(schema: z.ZodType, data: unknown): unknown {
	const result = schema.safeParse(data);
	if (result.success) return result.data;
	const [issue] = result.error.issues;
	throw new Error(`${issue?.path.join(".") ?? ""}: ${issue?.message ?? "not valid"}`);
}
