import { EventStreamParser } from "@roundtrip/behaviour";
import { fidelityOf } from "./fidelity.ts";
import { CUT, jsonText, jsonValue, memberOf } from "./json-text.ts";
import type { Layer, LayerContext } from "./layer.ts";
import { isOverSocket } from "./over-socket.ts";

/** The document that a client sends, and the data or failure that it gets. */
export const graphql: Layer = {
	id: "graphql",
	read(context) {
		const { target, content, message, world, isWhole } = context;
		// What is said over a WebSocket is shown with its frame.
		if (target?.protocol !== "graphql" || content === "" || isOverSocket(context)) return undefined;
		const fidelity = fidelityOf("graphql", world);
		const json = message.item === undefined ? content : eventData(content);
		if (message.direction === "request") {
			const value = jsonValue(json);
			const query = memberOf(value, "query");
			const text = typeof query === "string" ? documentText(query) : jsonText(json);
			const variables = memberOf(value, "variables");
			return {
				...{ name: "GraphQL document", gist: `${target.kind} ${target.field}`, origin: "read", fidelity, text },
				facts: variables === undefined ? [] : [["Variables", JSON.stringify(variables)]],
			};
		}
		// With the head of a subscription there may be a first sign of life, which is no data.
		if (content.startsWith(":")) return undefined;
		const failed = memberOf(jsonValue(json), "errors") !== undefined;
		return {
			...{ name: failed ? "GraphQL failure" : "GraphQL data", gist: sizeGist(context), origin: "read", fidelity },
			text: jsonText(json),
			...(isWhole ? {} : { note: CUT }),
		};
	},
};

function eventData(content: string): string {
	const [event] = new EventStreamParser().take(content);
	return event?.is === "event" ? event.data : content;
}

function sizeGist({ target }: LayerContext): string {
	return target?.protocol === "graphql" ? `of ${target.field}` : "";
}

/** A selection in braces, a line a field. */
function documentText(query: string): string {
	let depth = 0;
	let text = "";
	for (const token of query.match(/\([^)]*\)|[{}]|[^\s{}()]+/g) ?? []) {
		if (token === "{") {
			depth += 1;
			text += ` {\n${"  ".repeat(depth)}`;
		} else if (token === "}") {
			depth -= 1;
			text = `${text.trimEnd()}\n${"  ".repeat(depth)}}\n${"  ".repeat(depth)}`;
		} else if (depth === 0 || token.startsWith("("))
			text += `${text === "" || token.startsWith("(") ? "" : " "}${token}`;
		else text += `${text.endsWith(" ") || text.endsWith("\n") ? "" : `\n${"  ".repeat(depth)}`}${token}`;
	}
	return text.trim();
}
