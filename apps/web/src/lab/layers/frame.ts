import { type WebSocketItem, WebSocketParser } from "@roundtrip/behaviour";
import { fidelityOf } from "./fidelity.ts";
import type { Layer, LayerContext } from "./layer.ts";
import { isOverSocket } from "./over-socket.ts";

/** The reserved bit of a compressed message (RFC 7692, section 6). */
const DEFLATED = 0x40;

/** One frame of a WebSocket, unmasked. */
export const frame: Layer = {
	id: "websocket",
	read(context) {
		const { content, message, world } = context;
		if (!isOverSocket(context) || message.item === undefined || content === "") return undefined;
		const from = message.direction === "request" ? "client" : "server";
		const isDeflated = (content.charCodeAt(0) & DEFLATED) !== 0;
		const [item] = isDeflated ? [] : new WebSocketParser({ from }).take(content);
		const base = { name: "WebSocket frame", origin: "read", fidelity: fidelityOf("websocket", world) } as const;
		const head = headBytes(content);
		const kind = `${kindOf(item, content)}${isDeflated ? ", compressed" : ""}`;
		const facts = [
			["Kind", kind],
			["Head", `${head} B${from === "client" ? ", 4 of them the mask" : ""}`],
			["Payload", `${Math.max(0, message.size - head)} B`],
		] as const;
		if (isDeflated) return { ...base, gist: kind, facts, note: "Its payload is compressed, by itself (RFC 7692)." };
		return { ...base, gist: kind, facts, ...textOf(item, context) };
	},
};

/** RFC 6455, section 5.2: two bytes, more where the length needs them, and a client's mask. */
function headBytes(content: string): number {
	const second = content.charCodeAt(1);
	const short = second & 0x7f;
	return 2 + (short === 126 ? 2 : short === 127 ? 8 : 0) + (second >= 0x80 ? 4 : 0);
}

function kindOf(item: WebSocketItem | undefined, content: string): string {
	if (item === undefined) return (content.charCodeAt(0) & 15) === 1 ? "text" : "binary";
	return item.is === "failed" ? "broken" : item.is;
}

function textOf(
	item: WebSocketItem | undefined,
	{ isWhole }: LayerContext,
): { readonly text?: string; readonly note?: string } {
	if (item === undefined)
		return isWhole ? {} : { note: "It is longer than what the trace keeps, so its payload isn't read." };
	if (item.is === "text") return { text: item.text };
	if (item.is === "failed") return { note: item.why };
	if (item.is !== "close") return {};
	return { text: item.code === undefined ? "no code" : `${item.code} ${item.reason ?? ""}`.trim() };
}
