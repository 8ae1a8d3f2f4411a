import { type AttemptResult, keepsContent, type Method, requestAfter, requestParts } from "@roundtrip/model";
import { type Body, EMPTY_BODY } from "../protocols/body.ts";

/** As many redirects as a client follows for one try (Fetch standard, HTTP-redirect fetch). */
export const REDIRECTS_AT_MOST = 20;

/** What a client asks for with one attempt. */
export interface Wanted {
	readonly method: Method;
	readonly path: string;
	readonly body: Body;
}

/** The request that an answer of this status sends its client on to. */
function redirected({ method, path, body }: Wanted, status: number, location: string): Wanted {
	const asked = `${method} ${path}`;
	const next = requestParts(requestAfter(asked, status, location));
	return { ...next, body: keepsContent(asked, status) ? body : EMPTY_BODY };
}

/**
 * What is to be asked next after an attempt, at once and within the timeout of the first: undefined where nobody was
 * sent on, or too often.
 *
 * @param followed how many redirects led to this attempt
 */
export function followUp(asked: Wanted, result: AttemptResult, followed: number): Wanted | undefined {
	if (result.how !== "answered" || result.location === undefined || followed >= REDIRECTS_AT_MOST) return undefined;
	return redirected(asked, result.status, result.location);
}
