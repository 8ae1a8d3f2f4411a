import type { LayerContext } from "./layer.ts";

/** A stretch of a message's kept bytes that a layer is about. */
export interface Mark {
	/** The layer's. */
	readonly id: string;
	readonly name: string;
	/** Within head and content together. */
	readonly from: number;
	readonly to: number;
}

/** Which bytes each layer is about; layers whose bytes are not kept have none. */
export function marksOf(
	context: LayerContext,
	layers: readonly { readonly id: string; readonly name: string }[],
): readonly Mark[] {
	const head = context.message.head?.length ?? 0;
	const all = head + context.content.length;
	const marks = layers.flatMap(({ id, name }): readonly Mark[] => {
		if (id === "http") return [{ id, name, from: 0, to: head }];
		if (id === "websocket") return frameMarks(context, head, all);
		if (id === "grpc") return messageMarks(context, name, head, all);
		return CONTENT.has(id) ? [{ id, name, from: head, to: all }] : [];
	});
	const found = marks.filter(({ from, to }) => to > from);
	// Where all bytes are one layer's there is nothing to tell apart.
	return found.length === 1 && found[0]?.from === 0 && found[0].to === all ? [] : found;
}

/** Layers that are about all of the content. */
const CONTENT: ReadonlySet<string> = new Set(["sql", "graphql", "json-rpc", "content", "sse"]);

/** Kind, length, a client's mask, and what it bears (RFC 6455, section 5.2). */
function frameMarks({ content }: LayerContext, head: number, all: number): readonly Mark[] {
	const second = content.charCodeAt(1);
	const short = second & 0x7f;
	const lengthEnd = head + 2 + (short === 126 ? 2 : short === 127 ? 8 : 0);
	const maskEnd = lengthEnd + (second >= 0x80 ? 4 : 0);
	return [
		{ id: "websocket", name: "Kind", from: head, to: head + 1 },
		{ id: "websocket", name: "Length", from: head + 1, to: lengthEnd },
		{ id: "websocket", name: "Mask", from: lengthEnd, to: maskEnd },
		{ id: "websocket", name: "Payload", from: maskEnd, to: all },
	];
}

/** The bytes before each message of a stream: one of flags, four of length. */
const PREFIX = 5;

function messageMarks(
	{ target, message, content }: LayerContext,
	name: string,
	head: number,
	all: number,
): readonly Mark[] {
	const isBare = target?.protocol === "connect" && message.item === undefined;
	if (isBare || content.length < PREFIX) return [{ id: "grpc", name, from: head, to: all }];
	return [
		{ id: "grpc", name: "Flags", from: head, to: head + 1 },
		{ id: "grpc", name: "Length", from: head + 1, to: head + PREFIX },
		{ id: "grpc", name: "Fields of the message", from: head + PREFIX, to: all },
	];
}
