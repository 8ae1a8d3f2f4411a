import { type Method, type RequestLine, requestParts } from "./request-line.ts";

/** Answers that send whoever asked on to another address (RFC 9110, section 15.4). */
export const REDIRECTS = [301, 302, 303, 307, 308] as const;

export function isRedirect(status: number): boolean {
	return REDIRECTS.some((each) => each === status);
}

/**
 * The request that follows a redirect. After 303 it only reads; after 301 and 302 a POST does so too, which is what
 * clients have always done (Fetch standard, HTTP-redirect fetch); 307 and 308 keep the method.
 */
export function requestAfter(request: RequestLine, status: number, location: string): RequestLine {
	return `${methodAfter(requestParts(request).method, status)} ${location}`;
}

/** Whether the request that follows a redirect has the content of the one before: not where it only reads instead. */
export function keepsContent(request: RequestLine, status: number): boolean {
	const { method } = requestParts(request);
	return status !== 303 && methodAfter(method, status) === method;
}

function methodAfter(method: Method, status: number): Method {
	const onlyReads = status === 303 && method !== "HEAD";
	const wasPosted = (status === 301 || status === 302) && method === "POST";
	return onlyReads || wasPosted ? "GET" : method;
}
