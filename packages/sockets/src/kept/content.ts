import { type Body, EMPTY_BODY, filling, hasNoBody, textBody } from "@roundtrip/behaviour";
import type { Said } from "./said.ts";

/**
 * What a stranger gets where a route replies. A body that the scenario gives as text or as records stays as it is; one
 * that is given by its size is JSON of just that size, where JSON has room in it; and what the route has read last is in
 * it.
 *
 * @param count what a database counted for this request
 */
export function strangersContent({ step, body }: Said, count: number | undefined): Body {
	if (hasNoBody(step.reply)) return EMPTY_BODY;
	if (body.text !== undefined || body.octets !== undefined) return body;
	const known = count === undefined ? {} : { count };
	if (step.size === undefined) return count === undefined ? EMPTY_BODY : textBody(JSON.stringify(known));
	const leastBytes = JSON.stringify({ ...known, filling: "" }).length;
	if (step.size < leastBytes) return body;
	return textBody(JSON.stringify({ ...known, filling: filling(step.size - leastBytes) }));
}
