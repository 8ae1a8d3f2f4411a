import type { AttemptResult, Belief } from "@roundtrip/model";

/** Answers of a server that could not learn itself whether it was done: bad gateway, gateway timeout. */
const OPEN_STATUSES = [502, 504];

function leavesOpen(result: AttemptResult): boolean {
	if (result.how === "answered") return OPEN_STATUSES.includes(result.status);
	return result.how === "reset" || result.how === "timed-out";
}

/** Whether one attempt may have happened: its request left, and nobody has said what became of it. */
export function mayHaveHappened(result: AttemptResult): boolean {
	return leavesOpen(result) || result.how === "left";
}

function isGood(result: AttemptResult): boolean {
	if (result.how === "left") return true;
	return result.how === "answered" && result.status < 400 && result.location === undefined;
}

/**
 * What a client may conclude from all its attempts of one exchange.
 * One good answer settles it. Without one, a single attempt whose request left and got no answer leaves it open:
 * it may have happened. So does the answer of a server that got none itself. Only where every attempt was answered
 * 'no' or never left is it known to have failed. An answer that sends the client on says nothing of it.
 */
export function beliefOf(results: readonly AttemptResult[]): Belief {
	if (results.some(isGood)) return "ok";
	return results.some(leavesOpen) ? "unknown" : "failed";
}
