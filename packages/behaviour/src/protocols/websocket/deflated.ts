import { type Body, binaryBody } from "../../messages/body.ts";
import { utf8Octets } from "../../messages/utf8.ts";
import type { Deflate } from "./deflate.ts";
import { encodeDeflatedText } from "./item.ts";
import { WebSocketParser } from "./parser.ts";

/** Smaller messages gain nothing, bytes: as ws has it. */
const DEFLATED_FROM = 1_024;
/** As the RFC's examples have it, a frame's mask is the last four bytes of its head. */
const MASK_BYTES = 4;

/** The frame of a text, compressed where that is worth it (RFC 7692). */
export function deflatedFrame(frame: Body, from: "client" | "server", deflate: Deflate): Body {
	if (frame.size < DEFLATED_FROM) return frame;
	const octets = frame.octets ?? "";
	const [message] = new WebSocketParser({ from }).take(octets);
	if (message?.is !== "text") return frame;
	const payload = utf8Octets(message.text);
	if (payload.length < DEFLATED_FROM) return frame;
	const begin = frame.size - payload.length;
	const mask = from === "client" ? octets.slice(begin - MASK_BYTES, begin) : undefined;
	return binaryBody(encodeDeflatedText(deflate(payload), mask));
}
