import { METHOD_TRAITS, statusMeaning } from "@roundtrip/behaviour";
import type { Method } from "@roundtrip/model";
import { headOf } from "../head-fields.ts";
import type { Layer, LayerContext, LayerReading } from "./layer.ts";

/** The HTTP message: its start line and fields. */
export const http: Layer = {
	id: "http",
	read({ message, run, link, target }) {
		if (message.item !== undefined && message.head === undefined) return undefined;
		const over = link?.over ?? "http/1.1";
		const { startLine, fields } = headOf(message.head ?? message.summary);
		const isText = over === "http/1.1";
		return {
			name: target === undefined ? "HTTP message that carries it" : "HTTP message",
			gist: message.summary,
			origin: message.head === undefined ? "computed" : "recorded",
			fidelity: run.trace.header.fidelity[over] ?? "messages",
			text: isText ? startLine : message.summary,
			facts: (isText ? fields : [{ ...pseudo(startLine) }, ...fields]).map(({ name, value }) => [name, value] as const),
			...noteOf(message, target, isText),
		};
	},
};

/** What its method promises, or its status says, where plain HTTP is what is spoken; and what isn't as it looks. */
function noteOf(
	{ direction, summary, item }: LayerContext["message"],
	target: LayerContext["target"],
	isText: boolean,
): Pick<LayerReading, "note"> {
	const isPlain = target?.protocol === "rest" && item === undefined;
	const meaning = !isPlain
		? []
		: [direction === "request" ? methodMeaning(target.method) : statusMeaning(Number.parseInt(summary, 10))];
	const notes = [...meaning, ...(isText ? [] : ["Its fields as text; on the wire they are compressed."])];
	return notes.length === 0 ? {} : { note: notes.join(" ") };
}

function methodMeaning(method: Method): string {
	const { what, isSafe, isIdempotent, isCacheable } = METHOD_TRAITS[method];
	const traits = [
		isSafe ? "safe" : "not safe",
		isIdempotent ? "idempotent" : "not idempotent",
		isCacheable ? "cacheable" : "not cacheable",
	];
	return `${what} ${method} is ${traits.join(", ")}.`;
}

/** Over HTTP/2 the start line is fields of their own. */
function pseudo(line: string): { readonly name: string; readonly value: string } {
	const colon = line.indexOf(":", 1);
	return colon < 0 ? { name: line, value: "" } : { name: line.slice(0, colon), value: line.slice(colon + 1).trim() };
}
