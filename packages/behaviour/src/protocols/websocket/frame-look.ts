import { CLOSE } from "./close-code.ts";
import { WebSocketParser } from "./parser.ts";

/** The code of a server's close frame; undefined where the bytes are none, or it has none. */
export function closeCodeOf(octets: string): number | undefined {
	const [message] = new WebSocketParser({ from: "server" }).take(octets);
	return message?.is === "close" ? message.code : undefined;
}

/** Whether a client's frame is larger than a server takes, bytes of its content. */
export function isTooBig(octets: string, limit: number): boolean {
	const [message] = new WebSocketParser({ from: "client", limit }).take(octets);
	return message?.is === "failed" && message.code === CLOSE.tooBig;
}
