import { CUT, jsonText, jsonValue } from "./json-text.ts";
import type { Layer } from "./layer.ts";

/** What a message of plain HTTP carries: records as JSON, or bytes as they are. */
export const content: Layer = {
	id: "content",
	read({ target, content: text, run, isWhole, link, data, message }) {
		if (target?.protocol !== "rest" || text === "") return undefined;
		const isJson = jsonValue(text) !== undefined || /^[[{]/.test(text);
		const records = message.direction === "response" && data !== undefined ? data : undefined;
		const gist = records === undefined ? (isJson ? "JSON" : "text") : `${records.count ?? 1} ${records.type}`;
		const fidelity = run.trace.header.fidelity[link?.over ?? "http/1.1"] ?? "bytes";
		const base = { name: "Content", gist, origin: "recorded", fidelity, text: isJson ? jsonText(text) : text } as const;
		return isWhole ? base : { ...base, note: CUT };
	},
};
