import { REDIRECTS_AT_MOST } from "@roundtrip/behaviour";
import type { Repeatable } from "./request.ts";

export type Send = typeof fetch;

/** A failure behind a redirect: the request was answered once, so it may have happened. */
export class FailedBehindRedirect extends Error {
	override readonly name = "FailedBehindRedirect";
}

const REDIRECTS = [301, 302, 303, 307, 308];
const SAFE_METHODS = ["GET", "HEAD", "OPTIONS", "TRACE"];
/** Fields that are meant for one server (Fetch, HTTP-redirect fetch), and those of a content that is left out. */
const SECRETS = ["authorization", "proxy-authorization", "cookie", "host"];
const OF_CONTENT = ["content-encoding", "content-language", "content-location", "content-type", "content-length"];

/**
 * Sends a request and follows redirects. Those of a request with an effect are followed here, one by one: were it left to
 * fetch, a refused connection behind a redirect would look like one that never sent anything. Browsers hide redirects from
 * their callers; there fetch follows them, and gives no reasons for failures anyway.
 */
export async function sendFollowing(send: Send, request: Repeatable, signal: AbortSignal): Promise<Response> {
	const { url, method, init } = request;
	const redirect = init.redirect ?? "follow";
	const isByHand = redirect === "follow" && !SAFE_METHODS.includes(method) && !isBrowser();
	if (!isByHand) return send(url, { ...optionsOf(request, request, signal), redirect });
	let hop: Hop = { url, method, headers: request.headers, content: request.content };
	for (let followed = 0; ; followed++) {
		const response = await sendHop(send, request, hop, signal, followed > 0);
		const location = REDIRECTS.includes(response.status) ? response.headers.get("location") : null;
		if (location === null) return response;
		await response.body?.cancel();
		if (followed >= REDIRECTS_AT_MOST) throw new FailedBehindRedirect("it was sent on too often");
		hop = nextHop(hop, response.status, location);
	}
}

interface Hop {
	readonly url: string;
	readonly method: string;
	readonly headers: Headers;
	readonly content: Repeatable["content"];
}

function optionsOf({ init }: Repeatable, { method, headers, content }: Hop, signal: AbortSignal): RequestInit {
	const body = content === undefined ? {} : { body: content };
	const stream = content instanceof ReadableStream ? { duplex: "half" } : {};
	return { ...init, method, headers, signal, ...body, ...stream };
}

async function sendHop(
	send: Send,
	request: Repeatable,
	hop: Hop,
	signal: AbortSignal,
	isBehind: boolean,
): Promise<Response> {
	try {
		return await send(hop.url, { ...optionsOf(request, hop, signal), redirect: "manual" });
	} catch (error) {
		if (!isBehind || signal.aborted) throw error;
		throw new FailedBehindRedirect("it failed behind a redirect", { cause: error });
	}
}

function nextHop(hop: Hop, status: number, location: string): Hop {
	const url = addressOf(location, hop.url);
	const turnsToGet = status === 303 || ((status === 301 || status === 302) && hop.method === "POST");
	const headers = new Headers(hop.headers);
	if (url.origin !== new URL(hop.url).origin) for (const name of SECRETS) headers.delete(name);
	if (turnsToGet) for (const name of OF_CONTENT) headers.delete(name);
	if (turnsToGet) return { url: url.href, method: "GET", headers, content: undefined };
	if (hop.content instanceof ReadableStream) throw new FailedBehindRedirect("a stream can't be sent a second time");
	return { ...hop, url: url.href, headers };
}

function addressOf(location: string, base: string): URL {
	try {
		const url = new URL(location, base);
		if (url.protocol === "http:" || url.protocol === "https:") return url;
	} catch {
		// It is told below.
	}
	throw new FailedBehindRedirect("it was sent on to where no request can go");
}

function isBrowser(): boolean {
	return "document" in globalThis || "WorkerGlobalScope" in globalThis;
}
