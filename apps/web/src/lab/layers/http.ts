import { headOf } from "../head-fields.ts";
import type { Layer } from "./layer.ts";

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
			...(isText ? {} : { note: "Its fields as text; on the wire they are compressed." }),
		};
	},
};

/** Over HTTP/2 the start line is fields of their own. */
function pseudo(line: string): { readonly name: string; readonly value: string } {
	const colon = line.indexOf(":", 1);
	return colon < 0 ? { name: line, value: "" } : { name: line.slice(0, colon), value: line.slice(colon + 1).trim() };
}
