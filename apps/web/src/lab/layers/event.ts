import { EventStreamParser } from "@roundtrip/behaviour";
import { fidelityOf } from "./fidelity.ts";
import { CUT, jsonText } from "./json-text.ts";
import type { Layer } from "./layer.ts";
import { isOverSocket } from "./over-socket.ts";

/** One event of Server-Sent Events, of a subscription of GraphQL too. */
export const event: Layer = {
	id: "sse",
	read(context) {
		const { target, content, message, world } = context;
		const isGraphql = target?.protocol === "graphql" && !isOverSocket(context);
		const speaksEvents = target?.protocol === "sse" || isGraphql;
		// With the head of the answer there may be a first sign of life.
		const isEvent = message.item !== undefined || content.startsWith(":");
		if (!speaksEvents || !isEvent || content === "") return undefined;
		const base = { name: "Server-Sent Event", origin: "read", fidelity: fidelityOf("sse", world) } as const;
		const [item] = new EventStreamParser().take(content);
		if (item === undefined) return { ...base, gist: "", text: content, note: CUT };
		if (item.is !== "event") return { ...base, gist: item.is, text: content };
		const id = item.lastEventId;
		return {
			...{ ...base, gist: id === "" ? item.type : `${item.type}, id ${id}` },
			facts: [
				["Type", item.type],
				["Id", id === "" ? "none" : `${id}: a client that comes back names it`],
			],
			text: jsonText(item.data),
		};
	},
};
