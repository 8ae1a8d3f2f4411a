import type { Belief, EventOf } from "@roundtrip/model";

/** What stands on a client's lifeline where an exchange ends. */
export const MARKS: Readonly<Record<Belief, string>> = { ok: "✓", failed: "✗", unknown: "?" };

const ANSWERED: Readonly<Record<Belief, string>> = {
	ok: "it worked",
	failed: "it failed",
	unknown: "it may have happened",
};

const UNANSWERED: Readonly<Record<Belief, string>> = {
	ok: "it worked",
	failed: "it did not happen",
	unknown: "it may have happened",
};

/** What the client makes of an answer, or of none: `answered 201: it worked`. */
export function settledText({ data: { belief, status } }: EventOf<"settled">, withoutEffect: boolean): string {
	if (status !== undefined) return `answered ${status}: ${ANSWERED[belief]}`;
	return withoutEffect ? "no answer" : `no answer: ${UNANSWERED[belief]}`;
}
