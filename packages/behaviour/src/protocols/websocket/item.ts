import { utf8Octets } from "../../messages/utf8.ts";
import { masked } from "./mask.ts";
import { CONTROL_LIMIT, DEFLATED, OPCODE } from "./opcode.ts";

/** Codes that a close frame may have without being said on the wire (RFC 6455, section 7.4.1). */
export const NO_STATUS = 1005;

/** What an end says, as whole messages: no message is cut into several frames here. */
export type WebSocketMessage =
	| { readonly is: "text"; readonly text: string }
	| { readonly is: "binary" | "ping" | "pong"; readonly octets: string }
	| { readonly is: "close"; readonly code?: number | undefined; readonly reason?: string | undefined };

/**
 * One message as one frame (RFC 6455, section 5.2), one character a byte.
 *
 * @param mask four bytes, chosen at random for each frame; only clients have one
 * @throws where a frame of control would be longer than such a frame may be
 */
export function encodeWebSocketMessage(message: WebSocketMessage, mask?: string): string {
	const payload = payloadOf(message);
	const opcode = OPCODE[message.is];
	if (opcode >= OPCODE.close && payload.length > CONTROL_LIMIT)
		throw new Error(`a ${message.is} frame has at most ${CONTROL_LIMIT} bytes, not ${payload.length}`);
	return frameHead(0x80 | opcode, payload.length, mask) + (mask === undefined ? payload : masked(payload, mask));
}

/** A text whose payload has been compressed: one frame with its first reserved bit set (RFC 7692, section 6). */
export function encodeDeflatedText(payload: string, mask?: string): string {
	const head = frameHead(0x80 | DEFLATED | OPCODE.text, payload.length, mask);
	return head + (mask === undefined ? payload : masked(payload, mask));
}

function payloadOf(message: WebSocketMessage): string {
	if (message.is === "text") return utf8Octets(message.text);
	if (message.is !== "close") return message.octets;
	const { code, reason = "" } = message;
	return code === undefined ? "" : String.fromCharCode(code >> 8, code & 0xff) + utf8Octets(reason);
}

function frameHead(first: number, length: number, mask: string | undefined): string {
	const flag = mask === undefined ? 0 : 0x80;
	const key = mask ?? "";
	if (length <= CONTROL_LIMIT) return String.fromCharCode(first, flag | length) + key;
	if (length < 0x1_0000) return String.fromCharCode(first, flag | 126, length >> 8, length & 0xff) + key;
	const high = Math.floor(length / 0x1_0000_0000);
	return String.fromCharCode(first, flag | 127) + bytes32(high) + bytes32(length >>> 0) + key;
}

/** Big-endian. */
function bytes32(value: number): string {
	return String.fromCharCode(value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff);
}
