import type { Fault, Scenario, Trace } from "@roundtrip/model";
import { simulate } from "@roundtrip/simulator";
import { type RunProblem, runReal } from "@roundtrip/sockets";
import { EXIT, Stop } from "./exit-codes.ts";

export interface WorldOptions {
	readonly seed: number;
	readonly faults: readonly Fault[];
	readonly signal: AbortSignal;
	readonly onProgress: (text: string) => void;
	/** The URL of a PostgreSQL, by the name of the database. */
	readonly databases?: Readonly<Record<string, string>>;
	/** The URL of a Redis, by the name of the cache. */
	readonly caches?: Readonly<Record<string, string>>;
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
	throw stopFor(result.problem);
}

/** What the program's end says where the machine won't have it. */
export function stopFor({ kind, message }: RunProblem): Stop {
	if (kind === "aborted") return new Stop(EXIT.interrupted, message);
	if (kind === "unsupported") return new Stop(EXIT.usage, message);
	return new Stop(kind === "child" ? EXIT.unknown : EXIT.software, message);
}
