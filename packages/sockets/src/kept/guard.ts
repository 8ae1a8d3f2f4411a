import { LOOPBACK_HOSTS } from "./addresses.ts";
import type { Asked, AskedHeaders, Fields, FlatFields } from "./exchange.ts";

/** Why a request is not let in: its status, and a sentence. */
export interface Refusal {
	readonly status: 403 | 421;
	readonly detail: string;
}

/** Says why a request is not let in; undefined where it is. */
export type Guard = (headers: AskedHeaders) => Refusal | undefined;

const METHOD_FIELDS = "access-control-request-method";
/** Answers kept, by what was asked with: programs and pages ask with the same again and again. */
const KEPT = 200;

/**
 * Lets in what this machine asks. The Host must be of this machine or the server's name: any other that resolves to
 * loopback is DNS rebinding. A page must be of this machine as well: one of the web could not read the answer without
 * CORS, but its request would have had its effect by then; and a WebSocket needs no CORS at all.
 *
 * @param port where requests come in, known when the first one does
 */
export function createGuard(server: string, port: () => number): Guard {
	const known = new Map<string, Refusal | undefined>();
	return (headers) => {
		const host = headers[":authority"] ?? headers.host ?? "";
		const { origin = "" } = headers;
		const key = origin === "" && headers["sec-fetch-site"] === undefined ? host : undefined;
		if (key !== undefined && known.has(key)) return known.get(key);
		const refusal = refusalOf(headers, host, server, port());
		if (key !== undefined && known.size < KEPT) known.set(key, refusal);
		return refusal;
	};
}

function refusalOf(headers: AskedHeaders, host: string, server: string, port: number): Refusal | undefined {
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
function isFromWeb(headers: AskedHeaders): boolean {
	return headers["sec-fetch-site"] === "cross-site" && headers["sec-fetch-mode"] !== "navigate";
}

function isOfThisMachine(origin: string, server: string): boolean {
	const { protocol, hostname } = URL.canParse(origin) ? new URL(origin) : { protocol: "", hostname: "" };
	return /^https?:$/.test(protocol) && [...LOOPBACK_HOSTS, "[::1]", server.toLowerCase()].includes(hostname);
}

const NOBODYS: FlatFields = ["vary", "origin"];

/** What lets a page of another port of this machine read an answer; the request has been let in. */
export function sharingFields({ headers }: Asked): FlatFields {
	const { origin } = headers;
	if (origin === undefined) return NOBODYS;
	return [
		...NOBODYS,
		...["access-control-allow-origin", origin],
		...["access-control-expose-headers", "allow, retry-after, grpc-status, grpc-message"],
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
