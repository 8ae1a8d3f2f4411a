import { CUT, jsonText, jsonValue, memberOf } from "./json-text.ts";
import type { Layer } from "./layer.ts";

/** What is said to a database: a statement with its parameters, and its result. */
export const statement: Layer = {
	id: "sql",
	read({ run, message, content, isWhole }) {
		const { nodes } = run.trace.header.scenario;
		const isQuery = [message.from, message.to].some((node) => nodes[node]?.is === "database");
		if (!isQuery || content === "") return undefined;
		const fidelity = run.trace.header.fidelity.sql ?? "bytes";
		const value = jsonValue(content);
		const sql = memberOf(value, "sql");
		if (message.direction === "response" || typeof sql !== "string") {
			const name = message.direction === "response" ? "SQL result" : "SQL statements";
			return {
				name,
				gist: gistOf(content),
				origin: "read",
				fidelity,
				text: jsonText(content),
				...(isWhole ? {} : { note: CUT }),
			};
		}
		const parameters = memberOf(value, "parameters");
		const facts = Array.isArray(parameters)
			? parameters.map((each, at) => [`Parameter ${at + 1}`, JSON.stringify(each)] as const)
			: [];
		return { name: "SQL statement", gist: sql, origin: "read", fidelity, text: sql, facts };
	},
};

function gistOf(content: string): string {
	return content.length > 60 ? `${content.slice(0, 60)}…` : content;
}
