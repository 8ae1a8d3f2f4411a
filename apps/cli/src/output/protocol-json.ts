import { CONVERSATION_FIGURES } from "@roundtrip/analysis";
import type { ComparedLink } from "@roundtrip/behaviour";
import type { PlayedFigures, PlayedVariant, PlayedWorkload } from "../protocol-runs.ts";

interface Asked {
	readonly seed?: number;
	readonly real?: true;
	readonly runs: number;
}

/** Everything that was played, as JSON; the figures explain themselves. */
export function protocolJson(all: readonly PlayedWorkload[], link: ComparedLink, { seed, real, runs }: Asked): string {
	const document = {
		...{ link, ...(seed === undefined ? {} : { seed }), ...(real === true ? { runs } : {}) },
		figures: CONVERSATION_FIGURES.map(({ key, name, unit, what }) => ({ key, name, unit, what })),
		workloads: all.map(({ workload: { name, what, clients, missing }, variants }) => ({
			...{ name, what, clients },
			variants: variants.map(variantJson),
			missing,
		})),
	};
	return `${JSON.stringify(document, null, "\t")}\n`;
}

function variantJson({ variant, simulated, real, errors, differences }: PlayedVariant): object {
	const { name, protocol, over, direction, note } = variant;
	return {
		...{ name, protocol, over, direction, note },
		simulated: worldJson(simulated),
		...(real === undefined ? {} : { real: worldJson(real) }),
		...{ errors, differences },
	};
}

function worldJson(played: PlayedFigures): object {
	return played.ok ? played.figures : { cannot: played.why };
}
