import type { Analysis } from "@roundtrip/analysis";
import type { SavingsResult } from "../savings.ts";

/** Everything that a run showed, for programs: the shapes are those of the analysis. */
export function runJson(analysis: Analysis, savings: SavingsResult, replay: string): string {
	const { exchanges, roundTrips, latencies, criticalPath, outcomes, verdicts, summary } = analysis;
	const { header } = analysis.trace;
	const report = {
		...{ title: header.scenario.title, world: header.world, seed: header.seed, replay },
		...{ versions: header.versions, fidelity: header.fidelity },
		...{ summary, exchanges, roundTrips, latencies, criticalPath, outcomes, verdicts },
		...(savings.how === "skipped" ? { savingsSkipped: savings.why } : { savings: savings.confirmed }),
	};
	return `${JSON.stringify(report, null, "\t")}\n`;
}
