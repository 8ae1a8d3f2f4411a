import { base64, fromBase64 } from "../base64.ts";
import type { Argon2Parameters } from "./parameters.ts";

/** A hash with all that is needed to make it again. */
export interface PasswordHash {
	readonly parameters: Argon2Parameters;
	readonly salt: Uint8Array;
	readonly hash: Uint8Array;
}

/** Version 1.3, the only one that RFC 9106 knows. */
const VERSION = 19;
/** What a string may ask for at most: whoever could write one must not make the server run out of memory or time. */
const MEMORY_KIB_AT_MOST = 1_048_576;
const PASSES_AT_MOST = 100;
const LANES_AT_MOST = 64;
const PHC =
	/^\$argon2id\$v=(\d{1,3})\$m=(\d{1,8}),t=(\d{1,4}),p=(\d{1,3})\$([A-Za-z0-9+/]{11,64})\$([A-Za-z0-9+/]{16,128})$/;

/** A hash as a text, in the PHC string format. */
export function phcText({ parameters: { memoryKib, passes, lanes }, salt, hash }: PasswordHash): string {
	return `$argon2id$v=${VERSION}$m=${memoryKib},t=${passes},p=${lanes}$${base64(salt)}$${base64(hash)}`;
}

/** What a PHC string says; undefined where it is no hash of argon2id, or asks for more than anybody should. */
export function parsePhc(text: string): PasswordHash | undefined {
	const found = PHC.exec(text);
	if (found === null) return undefined;
	const [version = 0, memoryKib = 0, passes = 0, lanes = 0] = found.slice(1, 5).map(Number);
	const salt = fromBase64(found[5] ?? "");
	const hash = fromBase64(found[6] ?? "");
	if (salt === undefined || hash === undefined || version !== VERSION) return undefined;
	const isMuch = memoryKib > MEMORY_KIB_AT_MOST || passes > PASSES_AT_MOST || lanes > LANES_AT_MOST;
	const isNothing = lanes < 1 || passes < 1 || memoryKib < 8 * lanes;
	return isMuch || isNothing ? undefined : { parameters: { memoryKib, passes, lanes }, salt, hash };
}
