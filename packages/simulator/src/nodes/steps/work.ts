import { sampleSpan } from "@roundtrip/behaviour";
import type { WorkStep } from "@roundtrip/model";
import type { StepKind } from "./step-kind.ts";

/** A while of work. */
export const work: StepKind<WorkStep> = {
	word: "work",
	play(strand, step, key, next) {
		strand.later(sampleSpan(step.work, strand.server.world.seed, strand.job.call.id, key), next);
	},
};
