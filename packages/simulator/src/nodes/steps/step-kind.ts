import type { ItemStep, Step } from "@roundtrip/model";
import type { Strand } from "../strand.ts";

/** How a server does one kind of step. */
export interface StepKind<Each extends Step | ItemStep> {
	/** The key that the step is told by. */
	readonly word: string;
	/**
	 * Does it, and then calls `next`: at once, later, or never where the request is over by it.
	 * @param key names the step within its request, for what is drawn by chance
	 */
	play(strand: Strand, step: Each, key: string, next: () => void): void;
}
