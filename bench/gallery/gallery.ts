/**
 * How far the simulator is from real sockets: every scenario of the gallery in both worlds, the real one several times.
 * The bound: the same shape everywhere, and a median error of latency of at most 5 % where links take 20 ms or more.
 */
import { readdirSync, readFileSync } from "node:fs";
import { compareTraces, formatPercent } from "@roundtrip/analysis";
import { NS_PER_MS, parseScenario, type Scenario, type Trace } from "@roundtrip/model";
import { simulate } from "@roundtrip/simulator";
import { runReal } from "@roundtrip/sockets";

const FOLDER = new URL("../../scenarios/", import.meta.url);
const RUNS = 3;
const LONG_LINK_NS = 20 * NS_PER_MS;
const BOUND = 0.05;

interface Row {
	readonly name: string;
	readonly isLong: boolean;
	readonly sameShape: boolean;
	readonly differences: readonly string[];
	readonly error: number;
}

function gallery(): readonly { readonly name: string; readonly scenario: Scenario }[] {
	return readdirSync(FOLDER)
		.filter((file) => file.endsWith(".yaml"))
		.map((file) => {
			const parsed = parseScenario(readFileSync(new URL(file, FOLDER), "utf8"));
			if (!parsed.ok) throw new Error(`${file}: ${parsed.problems[0]?.message}`);
			return { name: file.replace(".yaml", ""), scenario: parsed.value };
		});
}

/** The traces of real runs, or why the real world has none: the problem's own sentence. */
async function realTraces(scenario: Scenario): Promise<readonly Trace[] | string> {
	const traces: Trace[] = [];
	for (let run = 0; run < RUNS; run++) {
		const result = await runReal(scenario);
		if (!result.ok) return result.problem.message;
		traces.push(result.trace);
	}
	return traces;
}

async function compare(name: string, scenario: Scenario): Promise<Row | string> {
	const simulated = simulate(scenario);
	if (!simulated.ok) throw new Error(simulated.problem);
	const traces = await realTraces(scenario);
	if (typeof traces === "string") return traces;
	const comparisons = traces.map((trace) => compareTraces(simulated.trace, trace));
	const errors = comparisons.flatMap((each) => each.medianLatencyError ?? []).sort((a, b) => a - b);
	return {
		name,
		isLong: Math.max(...Object.values(scenario.links).map((link) => link.rtt)) >= LONG_LINK_NS,
		sameShape: comparisons.every((each) => each.sameShape),
		differences: comparisons.flatMap((each) => each.differences),
		error: errors[Math.floor(errors.length / 2)] ?? 0,
	};
}

let failed = false;
const print = (text: string): void => void process.stdout.write(`${text}\n`);
print(`${"scenario".padEnd(20)}  ${"shape".padEnd(7)}  median error of latency, the median of ${RUNS} real runs`);
for (const { name, scenario } of gallery()) {
	const row = await compare(name, scenario);
	if (typeof row === "string") {
		print(`${name.padEnd(20)}  only simulated: ${row}`);
		continue;
	}
	failed ||= !row.sameShape || (row.isLong && row.error > BOUND);
	print(`${row.name.padEnd(20)}  ${(row.sameShape ? "same" : "differs").padEnd(7)}  ${formatPercent(row.error)}`);
	for (const difference of row.differences) print(`  ${difference}`);
}
print(failed ? "not within the bound" : `all of the same shape, and within ${formatPercent(BOUND)}`);
process.exit(failed ? 1 : 0);
