import type { Fault, Scenario, Trace } from "@roundtrip/model";
import { simulate } from "@roundtrip/simulator";
import { runReal } from "@roundtrip/sockets";
import { EXIT, Stop } from "./exit-codes.ts";

export interface WorldOptions {
	readonly seed: number;
	readonly faults: readonly Fault[];
	readonly signal: AbortSignal;
	readonly onProgress: (text: string) => void;
}

/** Runs the scenario in virtual time. */
export function runSimulated(scenario: Scenario, { seed, faults }: Pick<WorldOptions, "seed" | "faults">): Trace {
	const result = simulate(scenario, { seed, faults });
	if (!result.ok) throw new Stop(EXIT.usage, result.problem);
	return result.trace;
}

/** Runs the scenario on real sockets; stops with one clear sentence where the machine won't have it. */
export async function runOnSockets(scenario: Scenario, options: WorldOptions): Promise<Trace> {
	const result = await runReal(scenario, options);
	if (result.ok) return result.trace;
	const { kind, message } = result.problem;
	if (kind === "aborted") throw new Stop(EXIT.interrupted, message);
	if (kind === "unsupported") throw new Stop(EXIT.usage, message);
	throw new Stop(kind === "child" ? EXIT.unknown : EXIT.software, message);
}
