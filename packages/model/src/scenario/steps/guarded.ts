import type { OnceStep } from "./once.ts";
import type { Step } from "./registry.ts";
import type { ReplyStep } from "./reply.ts";

/** What stands behind a `once` in its route. */
export interface GuardedSteps {
	/** Done once for each key. */
	readonly inner: readonly Step[];
	/** What is answered, and stored with the key. */
	readonly reply: ReplyStep;
	/** Done with nobody waiting. */
	readonly after: readonly Step[];
}

/**
 * @param index of the `once` among the steps
 * @returns undefined where no reply follows, which a scenario that was checked can't have
 */
export function guardedSteps(steps: readonly Step[], index: number): GuardedSteps | undefined {
	const at = steps.findIndex((step, nth) => nth > index && "reply" in step);
	const reply = steps[at];
	if (reply === undefined || !("reply" in reply)) return undefined;
	return { inner: steps.slice(index + 1, at), reply, after: steps.slice(at + 1) };
}

/** The step of a route that does it once, if there is one. */
export function onceOf(steps: readonly Step[]): OnceStep | undefined {
	return steps.find((step) => "once" in step);
}

/** Whether keys are held by a database, in transactions of its. */
export function isInDatabase({ store }: OnceStep): boolean {
	return store !== "memory";
}
