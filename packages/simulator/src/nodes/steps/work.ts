import { sampleSpan } from "@roundtrip/behaviour";
import type { WorkStep } from "@roundtrip/model";
import { slowedBy } from "../../world.ts";
import type { StepKind } from "./step-kind.ts";

/** A while of work. */
export const work: StepKind<WorkStep> = {
	word: "work",
	play(strand, step, key, next) {
		const { world, name } = strand.server;
		const usualNs = sampleSpan(step.work, world.seed, strand.job.call.id, key);
		strand.later(slowedBy(world, name, usualNs), next);
	},
};
