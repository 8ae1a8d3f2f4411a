import { type ConversationFigures, conversationDifferences, conversationFiguresOf } from "@roundtrip/analysis";
import { type Fidelity, type Nanoseconds, parseScenario, type Scenario, type Trace } from "@roundtrip/model";
import { measuredTrace } from "../server/measure.ts";
import { simulate } from "./simulate.ts";

/** One way of doing a workload, to be played. */
export interface ComparedJob {
	/** The scenario, as YAML. */
	readonly text: string;
	/** The clients whose links are looked at. */
	readonly clients: readonly string[];
	/** What they begin before is not part of the workload. */
	readonly sinceNs: Nanoseconds;
}

/** What a world makes of it, or why it can't. */
export type ComparedResult =
	| {
			readonly ok: true;
			readonly figures: ConversationFigures;
			/** How true each protocol is in this world. */
			readonly fidelity: Readonly<Record<string, Fidelity>>;
			/** What differs from the simulated run beside times and sizes, in words; absent of that run itself. */
			readonly differences?: readonly string[];
	  }
	| { readonly ok: false; readonly why: string };

/** Plays it in virtual time. */
export async function simulateCompared(job: ComparedJob): Promise<ComparedResult> {
	const played = await play(job);
	return played.ok ? resultOf(played.trace, job) : played;
}

/** Has it played on real sockets, and holds that against the simulated run. */
export async function measureCompared(
	job: ComparedJob,
	origin: string,
	token: string | undefined,
): Promise<ComparedResult> {
	const simulated = await play(job);
	const measured = await measuredTrace({ text: job.text, faults: [] }, origin, token);
	if (!measured.ok) return { ok: false, why: measured.where === "world" ? sentenceOf(measured) : measured.where };
	const { trace } = measured;
	return {
		...resultOf(trace, job),
		...(simulated.ok ? { differences: conversationDifferences(simulated.trace, trace, job.clients) } : {}),
	};
}

function sentenceOf({ title, detail }: { readonly title: string; readonly detail: string }): string {
	return detail === "" ? `${title}.` : `${title}. ${detail}`;
}

type Played =
	| { readonly ok: true; readonly scenario: Scenario; readonly trace: Trace }
	| { readonly ok: false; readonly why: string };

async function play({ text }: ComparedJob): Promise<Played> {
	const parsed = parseScenario(text);
	if (!parsed.ok) return { ok: false, why: parsed.problems.map(({ message }) => message).join("; ") };
	const result = await simulate(parsed.value);
	return result.ok ? { ok: true, scenario: parsed.value, trace: result.trace } : { ok: false, why: result.problem };
}

function resultOf(trace: Trace, { clients, sinceNs }: ComparedJob): Extract<ComparedResult, { ok: true }> {
	const { fidelity } = trace.header;
	return { ok: true, figures: conversationFiguresOf(trace, clients, sinceNs), fidelity };
}
