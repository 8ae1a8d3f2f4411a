import { structuredKey } from "@roundtrip/behaviour";

/** A request that can be sent more than once: nothing in it is used up. */
export interface Repeatable {
	readonly url: string;
	readonly method: string;
	readonly headers: Headers;
	/** `undefined`: none. A stream is sent once. */
	readonly content: Uint8Array<ArrayBuffer> | ReadableStream | undefined;
	/** All else that fetch takes. */
	readonly init: RequestInit;
	readonly signal: AbortSignal;
	/** As it stands in its field. */
	readonly key: string | undefined;
}

const KEY_FIELD = "idempotency-key";
const KEYED_METHODS = ["POST", "PATCH"];

/**
 * Takes a request apart as fetch would.
 *
 * @param isKeyed whether a POST or PATCH without a key gets one
 * @throws TypeError where fetch would throw one
 */
export async function repeatable(
	input: string | URL | Request,
	init: RequestInit,
	isKeyed: boolean,
): Promise<Repeatable> {
	const isRequest = input instanceof Request;
	const { body: given, method, headers: fields, signal, ...rest } = init;
	// What a method and an address may be is fetch's own business; its content would be used up here.
	const plain = new Request(isRequest ? input.url : input, { method: method ?? (isRequest ? input.method : "GET") });
	const headers = new Headers(fields ?? (isRequest ? input.headers : undefined));
	const content = given === undefined && isRequest ? await contentOfRequest(input) : await contentOf(given, headers);
	if (isKeyed && KEYED_METHODS.includes(plain.method) && !headers.has(KEY_FIELD))
		headers.set(KEY_FIELD, structuredKey(randomKey()) ?? "");
	return {
		...{ url: plain.url, method: plain.method, headers, content, init: { ...optionsOf(input), ...rest } },
		signal: signal ?? (isRequest ? input.signal : NEVER),
		key: headers.get(KEY_FIELD) ?? undefined,
	};
}

const NEVER: AbortSignal = new AbortController().signal;

async function contentOfRequest(request: Request): Promise<Uint8Array<ArrayBuffer> | undefined> {
	return request.body === null ? undefined : new Uint8Array(await request.arrayBuffer());
}

/** Octets that are the same each time: a form would have another boundary each time that it is written. */
async function contentOf(body: RequestInit["body"], headers: Headers): Promise<Repeatable["content"]> {
	if (body === undefined || body === null) return undefined;
	if (body instanceof ReadableStream) return body;
	const written = new Response(body);
	const type = written.headers.get("content-type");
	if (type !== null && !headers.has("content-type")) headers.set("content-type", type);
	return new Uint8Array(await written.arrayBuffer());
}

/** What a Request says beside address, method, fields and content. */
function optionsOf(input: string | URL | Request): RequestInit {
	if (!(input instanceof Request)) return {};
	const { cache, credentials, integrity, keepalive, mode, redirect, referrer, referrerPolicy } = input;
	// A navigation can't be asked for.
	const isOwn = mode !== "navigate";
	return { cache, credentials, integrity, keepalive, redirect, referrer, referrerPolicy, ...(isOwn ? { mode } : {}) };
}

/** A UUID of version 4. `crypto.randomUUID` isn't there on pages without TLS. */
function randomKey(): string {
	const octets = crypto.getRandomValues(new Uint8Array(16));
	octets[6] = ((octets[6] ?? 0) & 0x0f) | 0x40;
	octets[8] = ((octets[8] ?? 0) & 0x3f) | 0x80;
	const hex = Array.from(octets, (octet) => octet.toString(16).padStart(2, "0")).join("");
	return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
