import { fromBase64url } from "../base64.ts";
import { octetsOf, textOf } from "../octets.ts";
import { type Claims, claimsOf } from "./claims.ts";

/** As much of a token as is looked at. Servers take about so much in all header fields together. */
export const TOKEN_CHARACTERS_AT_MOST = 8_192;

/** What a token says of its signature (RFC 7515, section 4.1). Nobody vouches for it before the signature is checked. */
export interface TokenHeader {
	readonly alg: string;
	readonly kid?: string;
	readonly typ?: string;
	/** Names that whoever checks must understand. */
	readonly crit?: unknown;
}

/** A token taken apart, not checked yet. */
export interface ParsedToken {
	readonly header: TokenHeader;
	readonly claims: Claims;
	/** What is signed. */
	readonly input: Uint8Array;
	readonly signature: Uint8Array;
}

/** Takes a token in compact form apart (RFC 7515, section 7.1); undefined where it is none. */
export function parseToken(text: string): ParsedToken | undefined {
	if (text.length > TOKEN_CHARACTERS_AT_MOST) return undefined;
	const [head = "", body = "", tail = "", ...more] = text.split(".");
	const header = headerOf(jsonOf(head));
	const claims = claimsOf(jsonOf(body));
	const signature = fromBase64url(tail);
	if (more.length > 0 || header === undefined || claims === undefined || signature === undefined) return undefined;
	return { header, claims, input: octetsOf(`${head}.${body}`), signature };
}

function headerOf(value: unknown): TokenHeader | undefined {
	if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
	const { alg, kid, typ } = value as Readonly<Record<string, unknown>>;
	const isRight = typeof alg === "string" && [kid, typ].every((each) => each === undefined || typeof each === "string");
	return isRight ? (value as TokenHeader) : undefined;
}

function jsonOf(part: string): unknown {
	const octets = fromBase64url(part);
	const text = octets === undefined ? undefined : textOf(octets);
	if (text === undefined) return undefined;
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
