import { EnvelopeParser } from "@roundtrip/behaviour";
import { fidelityOf } from "./fidelity.ts";
import { CUT, jsonText } from "./json-text.ts";
import type { Layer, LayerContext, LayerReading } from "./layer.ts";
import { type ProtoShape, protobufText } from "./protobuf-text.ts";

/** A message of a procedure in Protocol Buffers, after its length where it is one of a stream of them. */
export const grpc: Layer = {
	id: "grpc",
	read(context) {
		const { target, content, world } = context;
		if ((target?.protocol !== "grpc" && target?.protocol !== "connect") || content === "") return undefined;
		const isGrpc = target.protocol === "grpc";
		const fidelity = fidelityOf(target.protocol, world);
		const base = { name: `${isGrpc ? "gRPC" : "Connect"} message`, origin: "read", fidelity } as const;
		const gist = `${target.service}/${target.method}`;
		return isGrpc || context.message.item !== undefined
			? { ...base, gist, ...enveloped(context) }
			: { ...base, gist, ...bare(context) };
	},
};

/** One flag and four bytes of length stand before each message. */
function enveloped(context: LayerContext): Partial<LayerReading> {
	const [item] = new EnvelopeParser().take(context.content);
	if (item === undefined || item === "too-long") return { text: textOf(context, context.content.slice(5)), note: CUT };
	const { flags, message } = item;
	return {
		facts: [
			["Flags", flags === 0 ? "0: not compressed" : String(flags)],
			["Length", `${message.length} B after a head of 5 B`],
		],
		// The end of a stream of Connect is JSON.
		text: flags & 2 ? jsonText(message) : textOf(context, message),
	};
}

function bare(context: LayerContext): Partial<LayerReading> {
	const { content, isWhole } = context;
	const text = content.startsWith("{") ? jsonText(content) : textOf(context, content);
	return { text, ...(isWhole ? {} : { note: CUT }) };
}

function textOf({ types, data, message }: LayerContext, octets: string): string {
	const shape: ProtoShape =
		message.direction === "request" || data === undefined
			? { is: "payload" }
			: { is: data.count === undefined || message.item !== undefined ? "record" : "list", type: data.type };
	return protobufText(types, shape, octets);
}
