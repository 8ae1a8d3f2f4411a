import { utf8Octets } from "../../messages/utf8.ts";

/** An event as a server has it. */
export interface ServerEvent {
	/** What a client that comes back names as the last one that it has. */
	readonly id?: string | undefined;
	/** Its type; without it, `message`. */
	readonly event?: string | undefined;
	/** Its lines. Whichever line end they have here, they have LF when they have come. Without it, nothing is dispatched. */
	readonly data?: string | undefined;
	/** How long a client waits before it comes back, in whole milliseconds. */
	readonly retryMs?: number | undefined;
}

const LINE_END = /\r\n|\r|\n/;

/**
 * One event (WHATWG HTML, section 9.2.5), one character a byte.
 *
 * @throws where an id or a type has a line end, which no event can carry
 */
export function encodeServerEvent({ id, event, data, retryMs }: ServerEvent): string {
	let text = "";
	if (retryMs !== undefined) text += `retry: ${retryMs}\n`;
	if (id !== undefined) text += `id: ${oneLine(id)}\n`;
	if (event !== undefined) text += `event: ${oneLine(event)}\n`;
	if (data !== undefined) for (const line of data.split(LINE_END)) text += `data: ${line}\n`;
	return utf8Octets(`${text}\n`);
}

/** A comment, which nobody sees: it keeps a connection from being taken for dead. */
export function encodeHeartbeat(comment = ""): string {
	return utf8Octets(`: ${oneLine(comment)}\n\n`);
}

function oneLine(text: string): string {
	if (LINE_END.test(text)) throw new Error(`a field of an event has one line: ${JSON.stringify(text)}`);
	return text;
}
