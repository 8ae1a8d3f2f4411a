import type { MessageFlight } from "@roundtrip/analysis";
import { createHpackEncoder, FRAME_HEADER_BYTES, type HeaderField, type HpackEncoder } from "@roundtrip/behaviour";
import { headOf } from "../head-fields.ts";
import { hexDump } from "../hex-dump.ts";
import type { Run } from "../run.ts";
import type { Layer } from "./layer.ts";

/**
 * The fields of a message of HTTP/2 as HPACK writes them (RFC 7541). The trace keeps them as text: here they are compressed
 * again, after all those that went before them on the connection, and held against the size that is recorded.
 */
export const hpack: Layer = {
	id: "hpack",
	read({ run, message, link }) {
		if (link?.over !== "http/2" || message.head === undefined) return undefined;
		const base = { name: "HPACK fields", fidelity: run.trace.header.fidelity["http/2"] ?? "messages" } as const;
		const block = blockOf(run, message);
		if (block === undefined) {
			const note =
				"The compressed bytes are not in the trace, and compressing the fields again gives another size: so nothing is said of them.";
			return { ...base, origin: "computed", gist: "not kept", note };
		}
		const length = block.reduce((sum, { octets }) => sum + octets.length, 0);
		return {
			...{ ...base, origin: "computed", gist: `${length} B for ${textLength(message)} B of text` },
			facts: block.map(({ field: [name, value], octets }) => [`${name}: ${value}`, told(octets)] as const),
			note: "Compressed again from the recorded text, after all that went before on the connection; the size agrees with the recorded one.",
		};
	},
};

interface CodedField {
	readonly field: HeaderField;
	readonly octets: Uint8Array;
}

/** Longer connections would take too long for a look at one message. */
const MOST_BEFORE = 2_000;
const FRAME_LIMIT = 16_384;
/** A flag and four bytes of length stand before a message. */
const GRPC_PREFIX = 5;

/** Undefined where what the connection has learnt before can't be known. */
function blockOf(run: Run, message: MessageFlight): readonly CodedField[] | undefined {
	const way = run.messages.filter(
		({ connection, direction, from, head }) =>
			head !== undefined &&
			connection === message.connection &&
			direction === message.direction &&
			from === message.from,
	);
	const at = way.indexOf(message);
	if (at < 0 || at > MOST_BEFORE) return undefined;
	const encoder = createHpackEncoder();
	let block: readonly CodedField[] | undefined;
	for (const each of way.slice(0, at + 1)) {
		block = coded(encoder, each);
		if (block === undefined) return undefined;
	}
	return block;
}

/** Undefined where the sizes don't agree. */
function coded(encoder: HpackEncoder, message: MessageFlight): readonly CodedField[] | undefined {
	const block = fieldsOf(message).map((field) => ({ field, octets: encoder.encode([field]) }));
	const length = block.reduce((sum, { octets }) => sum + octets.length, 0);
	const rest = message.size - length - FRAME_HEADER_BYTES;
	if (agrees(rest, message)) return block;
	// An answer of gRPC that is there at once has its trailers in it, which the head doesn't tell.
	const trailers = FRAME_HEADER_BYTES + encoder.encode([["grpc-status", "0"]]).length;
	return agrees(rest - trailers, message) ? block : undefined;
}

/** Whether so many bytes are the content in its frames. */
function agrees(rest: number, message: MessageFlight): boolean {
	return lengthsOf(message).some((size) => rest === size + FRAME_HEADER_BYTES * Math.ceil(size / FRAME_LIMIT));
}

/** How long the content may be: what is kept of it, as its field says, or as the begin of a message of gRPC says. */
function lengthsOf({ body = "", head = "" }: MessageFlight): readonly number[] {
	const said = /^content-length: (\d+)/im.exec(head)?.[1];
	const prefix = /^content-type: application\/grpc/im.test(head) ? body.slice(1, GRPC_PREFIX) : "";
	const enveloped = Array.from(prefix).reduce((length, each) => length * 256 + each.charCodeAt(0), 0);
	return [body.length, ...(said === undefined ? [] : [Number(said)]), GRPC_PREFIX + enveloped];
}

function fieldsOf({ head = "" }: MessageFlight): readonly HeaderField[] {
	// Pseudo-fields begin with a colon: what divides name from value is the one after it.
	return head.split("\r\n").flatMap((line): readonly HeaderField[] => {
		const colon = line.indexOf(":", 1);
		return colon < 0 ? [] : [[line.slice(0, colon), line.slice(colon + 1).trim()]];
	});
}

function textLength({ head = "" }: MessageFlight): number {
	const { startLine, fields } = headOf(head);
	return startLine.length + fields.reduce((sum, { name, value }) => sum + name.length + value.length, 0);
}

/** So many bytes of a field are shown. */
const SHOWN = 6;

/** How a field is written, by the first bits of its first byte (RFC 7541, section 6). */
function told(octets: Uint8Array): string {
	const first = octets[0] ?? 0;
	const text = Array.from(octets.subarray(0, SHOWN), (each) => String.fromCharCode(each)).join("");
	const hex = hexDump(text, SHOWN)[0]?.hex.join(" ") ?? "";
	return `${octets.length} B, ${formOf(first)}: ${hex}${octets.length > SHOWN ? " …" : ""}`;
}

function formOf(first: number): string {
	if (first >= 0x80) return "whole from the table";
	const prefix = first >= 0x40 ? 0x3f : 0x0f;
	const name = (first & prefix) === 0 ? "written out" : "name from the table";
	if (first >= 0x40) return `${name}, and added to it`;
	return first >= 0x10 ? `${name}, never to be kept` : name;
}
