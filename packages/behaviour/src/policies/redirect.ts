import { type AttemptResult, keepsContent, requestAfter } from "@roundtrip/model";
import { NO_CONTENT } from "../messages/content.ts";
import type { Operation } from "../messages/operation.ts";

/** As many redirects as a client follows for one try (Fetch standard, HTTP-redirect fetch). */
export const REDIRECTS_AT_MOST = 20;

/** The request that an answer of this status sends its client on to. */
function redirected({ request, fields, content }: Operation, status: number, location: string): Operation {
	const next = requestAfter(request, status, location);
	return { request: next, fields, content: keepsContent(request, status) ? content : NO_CONTENT };
}

/**
 * What is to be asked next after an attempt, at once and within the timeout of the first: undefined where nobody was
 * sent on, or too often.
 *
 * @param followed how many redirects led to this attempt
 */
export function followUp(asked: Operation, result: AttemptResult, followed: number): Operation | undefined {
	if (result.how !== "answered" || result.location === undefined || followed >= REDIRECTS_AT_MOST) return undefined;
	return redirected(asked, result.status, result.location);
}
