import { sha1 } from "@noble/hashes/legacy.js";
import { base64 } from "./base64.ts";

/** What both ends append to the key (RFC 6455, section 1.3). */
const GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

/**
 * The key of an upgrade.
 *
 * @param octets sixteen, chosen at random
 */
export function webSocketKey(octets: Uint8Array): string {
	return base64(octets);
}

/** What a server answers to a key, so that its client knows that it was understood (RFC 6455, section 4.2.2). */
export function acceptOf(key: string): string {
	return base64(sha1(Uint8Array.from(key + GUID, (character) => character.charCodeAt(0))));
}
