import { sha256 } from "@noble/hashes/sha2.js";
import { decodeUtf8, utf8Octets } from "../messages/utf8.ts";
import { canonicalJson } from "./canonical-json.ts";
import type { FingerprintKind } from "./policy.ts";

/** What of a request is compared when its key comes again. */
export interface FingerprintedRequest {
	readonly method: string;
	/** The path with its query. */
	readonly target: string;
	/** The value of Content-Type, empty where there is none. */
	readonly contentType: string;
	readonly content: Uint8Array;
}

/** A digest of a request, as short text: equal for requests that a service takes for the same. */
export function fingerprintOf(request: FingerprintedRequest, kind: FingerprintKind): string | undefined {
	if (kind === "none") return undefined;
	const type = mediaType(request.contentType);
	const canonical = kind === "canonical-json" && isJson(type) ? canonicalContent(request.content) : undefined;
	const hash = sha256.create();
	// Each part is preceded by its length, so that no part can pass for the end of another.
	for (const part of [request.method, request.target, type, canonical === undefined ? "octets" : "json"]) {
		hash.update(octetsOf(`${part.length}:${part}`));
	}
	hash.update(canonical === undefined ? request.content : octetsOf(canonical));
	return hexOf(hash.digest());
}

/** The name under which a store keeps a key: short, of fixed length, and nothing of a caller or a key is read from it. */
export function keyName(caller: string, route: string, key: string): string {
	const parts = [caller, route, key].map((part) => `${part.length}:${part}`);
	return hexOf(sha256(octetsOf(parts.join(""))));
}

/** Without parameters, in lower case. */
function mediaType(contentType: string): string {
	return (contentType.split(";")[0] ?? "").trim().toLowerCase();
}

function isJson(type: string): boolean {
	return type === "application/json" || /^application\/[a-z0-9.+-]+\+json$/.test(type);
}

/** Undefined where the content is not UTF-8 (RFC 3629), or has no canonical form. */
function canonicalContent(content: Uint8Array): string | undefined {
	const { text, isValid } = decodeUtf8(octetText(content));
	return isValid ? canonicalJson(text) : undefined;
}

/** Arguments that a call takes; engines have a limit. */
const PIECE = 8_192;

/** One character a byte. */
function octetText(content: Uint8Array): string {
	let text = "";
	for (let at = 0; at < content.length; at += PIECE) text += String.fromCharCode(...content.subarray(at, at + PIECE));
	return text;
}

function octetsOf(text: string): Uint8Array {
	return bytesOf(utf8Octets(text));
}

/** @param octets one character a byte */
export function bytesOf(octets: string): Uint8Array {
	const bytes = new Uint8Array(octets.length);
	for (let at = 0; at < octets.length; at++) bytes[at] = octets.charCodeAt(at);
	return bytes;
}

const HEX: readonly string[] = Array.from({ length: 256 }, (_, octet) => octet.toString(16).padStart(2, "0"));

function hexOf(octets: Uint8Array): string {
	let hex = "";
	for (const octet of octets) hex += HEX[octet];
	return hex;
}
