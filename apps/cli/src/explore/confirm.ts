import { analyse, type Verdict } from "@roundtrip/analysis";
import { type Exploration, faultsOf, type Schedule } from "@roundtrip/explorer";
import type { Terminal } from "../terminal.ts";
import { runOnSockets } from "../worlds.ts";

/** What a broken expectation comes to on real sockets, with the smallest schedule that breaks it. */
export interface Confirmation {
	/** The position of the expectation in the scenario. */
	readonly expectation: number;
	readonly schedule: Schedule;
	readonly verdict: Verdict["verdict"];
	readonly because: string;
}

/** Plays the first of the smallest schedules of each broken expectation in the real world. */
export async function confirmOnSockets(
	terminal: Terminal,
	{ scenario, seed, broken }: Exploration,
): Promise<readonly Confirmation[]> {
	const confirmed: Confirmation[] = [];
	for (const { expectation, smallest } of broken) {
		const [schedule] = smallest;
		if (schedule === undefined) continue;
		const trace = await runOnSockets(scenario, {
			...{ seed, faults: faultsOf(schedule), signal: terminal.signal },
			onProgress: (text) => terminal.progress(`on real sockets: ${text}`),
		});
		const verdict = analyse(trace).verdicts[expectation];
		if (verdict === undefined) continue;
		confirmed.push({ expectation, schedule, verdict: verdict.verdict, because: verdict.because });
	}
	return confirmed;
}
