import { LOOPBACK_HOSTS } from "./addresses.ts";
import type { Asked, Fields } from "./exchange.ts";

/** Why a request is not let in: its status, and a sentence. */
export interface Refusal {
	readonly status: 403 | 421;
	readonly detail: string;
}

const METHOD_FIELDS = "access-control-request-method";

/**
 * Lets in what this machine asks. The Host must be of this machine or the server's name: any other that resolves to
 * loopback is DNS rebinding. A page must be of this machine as well: one of the web could not read the answer without
 * CORS, but its request would have had its effect by then.
 *
 * @param port where the request came in
 */
export function refusalOf({ headers }: Asked, server: string, port: number): Refusal | undefined {
	const host = headers[":authority"] ?? headers.host ?? "";
	const hosts = [...LOOPBACK_HOSTS, server].map((name) => `${name}:${port}`.toLowerCase());
	if (!hosts.includes(host.toLowerCase())) {
		return { status: 421, detail: `This server answers to ${hosts.join(", ")}, and not to other names.` };
	}
	const { origin } = headers;
	const isWelcome = origin === undefined ? !isFromWeb(headers) : isOfThisMachine(origin, server);
	return isWelcome
		? undefined
		: { status: 403, detail: "Only pages of this machine may ask, at 127.0.0.1, localhost or [::1]." };
}

/** Whether a page of another site has something of this server in it, as an image: browsers don't name an origin then. */
function isFromWeb(headers: Asked["headers"]): boolean {
	return headers["sec-fetch-site"] === "cross-site" && headers["sec-fetch-mode"] !== "navigate";
}

function isOfThisMachine(origin: string, server: string): boolean {
	const { protocol, hostname } = URL.canParse(origin) ? new URL(origin) : { protocol: "", hostname: "" };
	return /^https?:$/.test(protocol) && [...LOOPBACK_HOSTS, "[::1]", server.toLowerCase()].includes(hostname);
}

/** What lets a page of another port of this machine read an answer; the request has been let in. */
export function sharingFields({ headers }: Asked): Fields {
	const { origin } = headers;
	if (origin === undefined) return [["vary", "origin"]];
	return [
		["vary", "origin"],
		["access-control-allow-origin", origin],
		["access-control-expose-headers", "allow, retry-after"],
	];
}

/** Whether a browser asks what a page may ask. */
export function isPreflight({ method, headers }: Asked): boolean {
	return method === "OPTIONS" && headers.origin !== undefined && headers[METHOD_FIELDS] !== undefined;
}

/** What a page may ask at a path. */
export function preflightFields({ headers }: Asked, allow: string): Fields {
	const wanted = headers["access-control-request-headers"];
	return [
		["access-control-allow-methods", allow],
		...(wanted === undefined ? [] : [["access-control-allow-headers", wanted] as const]),
		["access-control-max-age", "600"],
	];
}
