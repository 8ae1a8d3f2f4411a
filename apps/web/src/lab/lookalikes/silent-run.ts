import { clientEvents, clientView, explain } from "@roundtrip/analysis";
import type { Nanoseconds, Trace } from "@roundtrip/model";
import type { Remote } from "comlink";
import type { ExploredLookalikes, Story } from "../../simulation/explored-lookalikes.ts";
import { unpackTrace } from "../../simulation/packed-trace.ts";
import type { RunWorker } from "../../simulation/worker.ts";
import { createRun, type Run } from "../run.ts";

/** One of the runs that a client can't tell apart, as it was played. */
export interface SilentRun {
	readonly story: Story;
	readonly run: Run;
	/** What the client has seen until it gives up, and that it does. */
	readonly lines: readonly SeenLine[];
}

/** Something that a client has seen. */
export interface SeenLine {
	readonly atNs: Nanoseconds;
	readonly words: string;
	/** All of the event but its place in the run, to be compared. */
	readonly event: string;
}

export interface SilentRuns {
	readonly client: string;
	readonly server: string;
	readonly exchange: number;
	readonly runs: readonly SilentRun[];
	readonly gaveUpAtNs: Nanoseconds;
	/** How many faults in all look the same to the client. */
	readonly faults: number;
	/** The scenario without faults of its own, as a file. */
	readonly text: string;
}

const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** Plays each story; undefined where one can't be played, or there is none. */
export async function playStories(
	worker: Remote<RunWorker>,
	found: ExploredLookalikes | undefined,
	seed: number,
): Promise<SilentRuns | undefined> {
	if (found === undefined) return undefined;
	const { stories, exchange, text, faults } = found;
	const runs: SilentRun[] = [];
	for (const story of stories) {
		const result = await worker.simulate({ text, seed, faults: [story.fault] });
		if (!result.ok) return undefined;
		const run = createRun(await unpackTrace(result.packed, nextTask));
		const client = run.exchanges.find((each) => each.exchange === exchange)?.client ?? "";
		runs.push({ story, run, lines: seenLines(run.trace, client, exchange) });
	}
	const report = runs[0]?.run.exchanges.find((each) => each.exchange === exchange);
	const gaveUpAtNs = runs[0]?.lines.at(-1)?.atNs;
	if (report === undefined || gaveUpAtNs === undefined) return undefined;
	return { client: report.client, server: report.to, exchange, runs, gaveUpAtNs, faults, text };
}

/** What a client sees of one exchange, up to its first giving up. */
export function seenLines(trace: Trace, client: string, exchange: number): readonly SeenLine[] {
	const views = clientView(trace, client);
	const lines: SeenLine[] = [];
	for (const [at, event] of clientEvents(trace, client).entries()) {
		if (!("exchange" in event) || event.exchange !== exchange) continue;
		const words = withoutName(explain(event, trace), client);
		lines.push({ atNs: event.at, words, event: JSON.stringify(views[at]) });
		if (event.kind === "timed-out") break;
	}
	return lines;
}

/** How many lines, from the first, are equal in all runs; all of them where the client can't tell the runs apart. */
export function equalLines(runs: readonly Pick<SilentRun, "lines">[]): number {
	const [first, ...others] = runs;
	const lines = first?.lines ?? [];
	const differing = lines.findIndex(({ event }, at) => others.some((other) => other.lines[at]?.event !== event));
	return differing < 0 ? lines.length : differing;
}

/** Every line begins with whose it is. */
function withoutName(sentence: string, client: string): string {
	return sentence.startsWith(`${client} `) ? sentence.slice(client.length + 1) : sentence;
}
