import { FRAME_HEADER_BYTES, LAST_CHUNK_BYTES } from "@roundtrip/behaviour";
import type { Layer, LayerContext, LayerReading } from "./layer.ts";
import { isOverSocket } from "./over-socket.ts";

/** How the message is cut for the way: frames of HTTP/2 or HTTP/3, or a chunk of HTTP/1.1. */
export const framing: Layer = {
	id: "framing",
	read(context) {
		const over = context.link?.over ?? "http/1.1";
		if (over === "http/2") return framesOf(context, "HTTP/2 frames");
		if (over === "http/3") return framesOf(context, "HTTP/3 frames");
		return chunkOf(context);
	},
};

const FRAME_LIMIT = 16_384;

function framesOf({ message, content, isWhole, run, link }: LayerContext, name: string): LayerReading {
	const base = {
		name,
		origin: "computed",
		fidelity: run.trace.header.fidelity[link?.over ?? "http/2"] ?? "messages",
	} as const;
	const { size, item } = message;
	const [kind, head] = name === "HTTP/2 frames" ? ["HEADERS", FRAME_HEADER_BYTES] : ["HEADERS", 3];
	if (item === "end") {
		const isEmpty = size <= head;
		return {
			...base,
			gist: isEmpty ? "an empty DATA that ends the stream" : "trailers in a HEADERS frame",
			facts: [["Size", `${size} B`]],
		};
	}
	if (item !== undefined) {
		const frames = Math.max(1, Math.ceil(size / FRAME_LIMIT));
		const facts = [
			[
				"DATA",
				`${size - frames * head} B in ${frames === 1 ? "one frame" : `${frames} frames`}, ${head} B of head each`,
			],
		] as const;
		return { ...base, gist: frames === 1 ? "one DATA frame" : `${frames} DATA frames`, facts };
	}
	const body = isWhole ? content.length : lengthSaid(message.head);
	if (body === undefined) return { ...base, gist: kind, facts: [["All frames", `${size} B`]] };
	const data = Math.ceil(body / FRAME_LIMIT);
	const fields = size - body - head * (data + 1);
	return {
		...base,
		gist: data === 0 ? "one HEADERS frame" : `HEADERS and ${data === 1 ? "one DATA" : `${data} DATA`}`,
		facts: [
			["HEADERS", `${head} B of head, ${Math.max(0, fields)} B of compressed fields`],
			...(data === 0 ? [] : [["DATA", `${head} B of head${data === 1 ? "" : " each"}, ${body} B in all`] as const]),
		],
	};
}

function lengthSaid(head: string | undefined): number | undefined {
	const said = /^content-length: (\d+)/im.exec(head ?? "")?.[1];
	return said === undefined ? undefined : Number(said);
}

/** A chunk is its length in hex, a line end, its bytes, and another (RFC 9112, section 7.1). */
function chunkOf(context: LayerContext): LayerReading | undefined {
	const { message, run } = context;
	const { item, size } = message;
	// What a WebSocket sends has no chunks: the connection is its own.
	if (item === undefined || isOverSocket(context)) return undefined;
	const base = {
		name: "HTTP/1.1 chunk",
		origin: "computed",
		fidelity: run.trace.header.fidelity["http/1.1"] ?? "bytes",
	} as const;
	if (item === "end") return { ...base, gist: "the last one, empty", facts: [["Size", `${LAST_CHUNK_BYTES} B`]] };
	let data = size - 5;
	while (data > 0 && data + data.toString(16).length + 4 > size) data -= 1;
	return {
		...base,
		gist: `${data} B`,
		facts: [
			["Length", `${data} B, written ${data.toString(16)}`],
			["Around it", `${size - data} B`],
		],
	};
}
