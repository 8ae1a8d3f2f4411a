import type { Step } from "./registry.ts";

/** Steps with those that stand within them, each before its own. */
export function withInnerSteps(steps: readonly Step[]): readonly Step[] {
	return steps.flatMap((step): readonly Step[] => [step, ...innerSteps(step)]);
}

function innerSteps(step: Step): readonly Step[] {
	if ("each" in step) return step.each;
	return "transaction" in step ? step.steps : [];
}
