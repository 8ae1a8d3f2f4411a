import { type Body, EMPTY_BODY, filling, hasNoBody, textBody } from "@roundtrip/behaviour";
import type { ReplyStep } from "@roundtrip/model";

/**
 * What a stranger gets where a route replies. A body that the scenario gives as text stays as it is; one that is given
 * by its size is JSON of just that size, where JSON has room in it; and what the route has read last is in it.
 *
 * @param count what a database counted for this request
 */
export function contentOf({ reply, size, body }: ReplyStep, count: number | undefined): Body {
	if (hasNoBody(reply)) return EMPTY_BODY;
	if (body !== undefined) return textBody(body);
	const known = count === undefined ? {} : { count };
	if (size === undefined) return count === undefined ? EMPTY_BODY : textBody(JSON.stringify(known));
	const leastBytes = JSON.stringify({ ...known, filling: "" }).length;
	if (size < leastBytes) return { size };
	return textBody(JSON.stringify({ ...known, filling: filling(size - leastBytes) }));
}
