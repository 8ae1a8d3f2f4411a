import { type Body, EMPTY_BODY, filling, hasNoBody, replyOf, textBody } from "@roundtrip/behaviour";
import type { ReplyStep } from "@roundtrip/model";

/**
 * What a stranger gets where a route replies. A body that the scenario gives as text stays as it is; one that is given
 * by its size is JSON of just that size, where JSON has room in it; and what the route has read last is in it.
 *
 * @param count what a database counted for this request
 * @param body what the scenario's own clients get
 */
export function strangersContent(step: ReplyStep, count: number | undefined, body: Body = replyOf(step).body): Body {
	if (hasNoBody(step.reply)) return EMPTY_BODY;
	if (body.text !== undefined || body.octets !== undefined) return body;
	const known = count === undefined ? {} : { count };
	if (step.size === undefined) return count === undefined ? EMPTY_BODY : textBody(JSON.stringify(known));
	const leastBytes = JSON.stringify({ ...known, filling: "" }).length;
	if (body.size < leastBytes) return body;
	return textBody(JSON.stringify({ ...known, filling: filling(body.size - leastBytes) }));
}
