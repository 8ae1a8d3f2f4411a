import type { ApiProtocol } from "@roundtrip/model";

/** What a piece of a stream's content is: an item, part of its end, or something that says nothing, such as a heartbeat. */
export type ContentKind = "item" | "end" | "nothing";

/** Whether the head of a stream comes with a heartbeat, by which its client sees at once that it is open. */
export function beginsWithContent(protocol: ApiProtocol): boolean {
	return protocol === "graphql";
}

/** A bit of an envelope's flags: the end of a stream of Connect. */
const CONNECT_END = 2;

/**
 * Tells items from what else streams carry.
 *
 * @param content its begin, one character a byte
 */
export function contentKind(protocol: ApiProtocol, content: string): ContentKind {
	if (protocol === "connect") return (content.charCodeAt(0) & CONNECT_END) === 0 ? "item" : "end";
	if (protocol === "graphql" && content.startsWith("event: complete")) return "end";
	if (protocol === "graphql" || protocol === "sse") return content.startsWith(":") ? "nothing" : "item";
	return "item";
}

const EVENT_ID = /^id: ?(\d{1,15})$/m;

const EVENT_RETRY = /^retry: ?(\d{1,9})$/m;

/** How long an event says that its client is to wait before it comes back, ms. */
export function retryMsOf(protocol: ApiProtocol, content: string): number | undefined {
	const said = protocol === "sse" ? EVENT_RETRY.exec(content)?.[1] : undefined;
	return said === undefined ? undefined : Number(said);
}

/** The number that an item has by its own word, as events do; undefined where it says none. */
export function numberOf(protocol: ApiProtocol, content: string): number | undefined {
	const said = protocol === "sse" ? EVENT_ID.exec(content)?.[1] : undefined;
	return said === undefined ? undefined : Number(said);
}
