import type { z } from "zod";
import type { Nanoseconds } from "../../units/duration.ts";

/** From when to when a fault lasts. */
interface Window {
	readonly at: Nanoseconds;
	readonly until?: Nanoseconds | undefined;
}

/** What ends before it begins is a slip of the pen. */
export const endsAfterItBegins: z.core.CheckFn<Window> = (context) => {
	const { at, until } = context.value;
	if (until === undefined || until > at) return;
	const message = "`until` must be later than `at`";
	context.issues.push({ code: "custom", input: context.value, message, path: ["until"] });
};
