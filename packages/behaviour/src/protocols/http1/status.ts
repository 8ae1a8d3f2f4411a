/** Reason phrases of the status codes that scenarios name (RFC 9110, section 15). */
const REASONS: Readonly<Record<number, string>> = {
	200: "OK",
	201: "Created",
	202: "Accepted",
	204: "No Content",
	206: "Partial Content",
	301: "Moved Permanently",
	302: "Found",
	303: "See Other",
	304: "Not Modified",
	307: "Temporary Redirect",
	308: "Permanent Redirect",
	400: "Bad Request",
	401: "Unauthorized",
	403: "Forbidden",
	404: "Not Found",
	405: "Method Not Allowed",
	409: "Conflict",
	410: "Gone",
	412: "Precondition Failed",
	413: "Payload Too Large",
	422: "Unprocessable Entity",
	425: "Too Early",
	428: "Precondition Required",
	429: "Too Many Requests",
	500: "Internal Server Error",
	501: "Not Implemented",
	502: "Bad Gateway",
	503: "Service Unavailable",
	504: "Gateway Timeout",
};

/** The reason phrase; `unknown` for a code that has none here, as Node's http does. */
export function reasonPhrase(status: number): string {
	return REASONS[status] ?? "unknown";
}

/** Answers without a body (RFC 9110, sections 15.3.5 and 15.4.5). */
export function hasNoBody(status: number): boolean {
	return status === 204 || status === 304;
}
