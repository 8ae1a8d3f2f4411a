import { headOf } from "../head-fields.ts";
import { CUT, jsonText, jsonValue } from "./json-text.ts";
import type { Layer } from "./layer.ts";

const COMPRESSED = {
	name: "Content",
	gist: "compressed with gzip",
	origin: "recorded",
	note: "What it says stands in its bytes, compressed.",
} as const;

function isCompressed(head = ""): boolean {
	return headOf(head).fields.some(({ name, value }) => name.toLowerCase() === "content-encoding" && value === "gzip");
}

/** What a message of plain HTTP carries: records as JSON, or bytes as they are. */
export const content: Layer = {
	id: "content",
	read({ target, content: text, run, isWhole, link, data, message }) {
		if (target?.protocol !== "rest" || text === "") return undefined;
		if (isCompressed(message.head))
			return { ...COMPRESSED, fidelity: run.trace.header.fidelity[link?.over ?? "http/1.1"] ?? "bytes" };
		const isJson = jsonValue(text) !== undefined || /^[[{]/.test(text);
		const records = message.direction === "response" && data !== undefined ? data : undefined;
		const gist = records === undefined ? (isJson ? "JSON" : "text") : `${records.count ?? 1} ${records.type}`;
		const fidelity = run.trace.header.fidelity[link?.over ?? "http/1.1"] ?? "bytes";
		const base = { name: "Content", gist, origin: "recorded", fidelity, text: isJson ? jsonText(text) : text } as const;
		return isWhole ? base : { ...base, note: CUT };
	},
};
