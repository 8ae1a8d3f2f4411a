import type { AttemptResult, Belief } from "@roundtrip/model";

/**
 * What a client may conclude from all its attempts of one exchange.
 * One good answer settles it. Without one, a single attempt whose request left and got no answer leaves it open:
 * it may have happened. Only where every attempt was answered 'no' or never left is it known to have failed.
 */
export function beliefOf(results: readonly AttemptResult[]): Belief {
	if (results.some((result) => result.how === "answered" && result.status < 400)) return "ok";
	if (results.some((result) => result.how === "reset" || result.how === "timed-out")) return "unknown";
	return "failed";
}
