import { z } from "zod";
import type { Descriptor } from "../descriptor.ts";
import {
	type MessageMatch,
	matchFields,
	messageField,
	noItem,
	oneWayOfMatching,
	type WrittenMatch,
	type WrittenMessage,
} from "./message-match.ts";

/**
 * A message whose bytes change on its way, and TCP's checksum doesn't notice: it finds all but about one in 65,536 of such
 * changes, and they happen (Stone and Partridge, "When the CRC and TCP checksum disagree", SIGCOMM 2000).
 */
export interface CorruptFault extends MessageMatch {
	readonly corrupt: string;
}

export interface WrittenCorrupt<Link extends string = string> extends WrittenMatch<Link> {
	readonly corrupt: WrittenMessage;
}

export const corrupt: Descriptor<CorruptFault, WrittenCorrupt> = {
	name: "corrupt",
	what: "A byte of the message changes on its way, and TCP's checksum doesn't notice. Over TLS and HTTP/2 its receiver notices and ends the connection. In the clear over HTTP/1.1 it is the first byte of the body, or of the start line where there is no body: a request is answered 400, and an answer is none to whoever asked. QUIC throws such packets away and sends them again: over HTTP/3 there is no such fault.",
	example: "{ corrupt: request, on: phone -> bank, nth: 1 }",
	defaults: { nth: 1 },
	schema: z
		.strictObject({ corrupt: messageField, ...matchFields })
		.check(oneWayOfMatching((fault) => fault.corrupt))
		.check(noItem((fault) => fault.corrupt)),
};
