import { analyse } from "@roundtrip/analysis";
import type { Trace } from "@roundtrip/model";

/** Everything that a run showed, for programs: the shapes are those of the analysis. */
export function runJson(trace: Trace, replay: string): string {
	const { header } = trace;
	const { exchanges, roundTrips, latencies, outcomes, verdicts, summary } = analyse(trace);
	const report = {
		...{ title: header.scenario.title, world: header.world, seed: header.seed, replay },
		...{ versions: header.versions, fidelity: header.fidelity },
		...{ summary, exchanges, roundTrips, latencies, outcomes, verdicts },
	};
	return `${JSON.stringify(report, null, "\t")}\n`;
}
