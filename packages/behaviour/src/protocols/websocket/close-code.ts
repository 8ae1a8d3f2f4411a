import { binaryBody } from "../../messages/body.ts";
import type { Ending } from "../dialect.ts";
import { encodeWebSocketMessage } from "./item.ts";
import { WebSocketParser } from "./parser.ts";

/** Why a WebSocket ends (RFC 6455, section 7.4.1). */
export const CLOSE = {
	/** All is well, and it is over. */
	normal: 1000,
	/** The server goes away: it is stopped, or started anew. */
	goingAway: 1001,
	/** A message is larger than whoever gets it takes. */
	tooBig: 1009,
	/** The server has met a condition that it can't go on under. */
	failed: 1011,
} as const;

/** What a close means for its client, as a status of HTTP: whether it may come back, and whether that helps. */
const MEANINGS: Readonly<Record<number, number>> = {
	[CLOSE.goingAway]: 503,
	[CLOSE.tooBig]: 413,
	[CLOSE.failed]: 500,
	// Registered with IANA: service restart, try again later.
	1012: 503,
	1013: 503,
};
const REFUSED = 400;

/** @param status of the head of the answer */
export function meaningOfClose(status: number, code: number | undefined): number {
	return code === undefined || code === CLOSE.normal ? status : (MEANINGS[code] ?? REFUSED);
}

/** A server's close frame. */
export function closingWith(code: number, reason = ""): Ending {
	return { body: binaryBody(encodeWebSocketMessage({ is: "close", code, reason })), trailers: [], closeCode: code };
}

/** The code of a server's close frame; undefined where the bytes are none, or it has none. */
export function closeCodeOf(octets: string): number | undefined {
	const [message] = new WebSocketParser({ from: "server" }).take(octets);
	return message?.is === "close" ? message.code : undefined;
}

/** What is said of the end of a stream instead of a start line. */
export function endSummary(code: number | undefined): string {
	return code === undefined || code === CLOSE.normal ? "end" : `end ${code}`;
}

/** Whether a client's frame is larger than a server takes, bytes of its content. */
export function isTooBig(octets: string, limit: number): boolean {
	const [message] = new WebSocketParser({ from: "client", limit }).take(octets);
	return message?.is === "failed" && message.code === CLOSE.tooBig;
}
