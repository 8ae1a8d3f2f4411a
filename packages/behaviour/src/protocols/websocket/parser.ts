import { decodeUtf8 } from "../../messages/utf8.ts";
import type { Inflate } from "./deflate.ts";
import { type Failure, type Frame, FrameReader } from "./frame-reader.ts";
import { NO_STATUS, type WebSocketMessage } from "./item.ts";
import { isControl, OPCODE } from "./opcode.ts";

/** What has come: a whole message, or the reason for which the connection fails; nothing is read after that, or after a close. */
export type WebSocketItem = WebSocketMessage | Failure;

export interface WebSocketParserOptions {
	/** Who sends: a client masks, a server doesn't. */
	readonly from: "client" | "server";
	/** Bytes of a message, of all its frames. */
	readonly limit?: number;
	/** Where the two ends have agreed upon compression (RFC 7692). */
	readonly inflate?: Inflate | undefined;
}

/** As ws has it. */
const MESSAGE_LIMIT = 104_857_600;

/** Reads what one end of a WebSocket sends (RFC 6455), as its bytes come. */
export class WebSocketParser {
	readonly #frames: FrameReader;
	readonly #limit: number;
	readonly #inflate: Inflate | undefined;
	#isOver = false;
	/** Of a message that comes in several frames. */
	#opcode: number | undefined;
	#isDeflated = false;
	#parts: string[] = [];
	#size = 0;

	constructor({ from, limit = MESSAGE_LIMIT, inflate }: WebSocketParserOptions) {
		this.#frames = new FrameReader(from === "client", limit, inflate !== undefined);
		this.#inflate = inflate;
		this.#limit = limit;
	}

	/**
	 * What is whole with these bytes.
	 *
	 * @param octets one character a byte
	 */
	take(octets: string): readonly WebSocketItem[] {
		const items: WebSocketItem[] = [];
		if (this.#isOver) return items;
		this.#frames.push(octets);
		while (!this.#isOver) {
			const frame = this.#frames.next();
			if (frame === undefined) break;
			const item = "is" in frame ? frame : this.#read(frame);
			if (item === undefined) continue;
			this.#isOver = item.is === "failed" || item.is === "close";
			items.push(item);
		}
		return items;
	}

	#read(frame: Frame): WebSocketItem | undefined {
		if (isControl(frame.opcode)) return control(frame);
		if ((frame.opcode === OPCODE.continuation) !== (this.#opcode !== undefined))
			return failed(1002, "a message begins within another, or goes on without a beginning");
		if (this.#opcode === undefined) this.#isDeflated = frame.isDeflated;
		this.#opcode ??= frame.opcode;
		this.#size += frame.payload.length;
		if (this.#size > this.#limit) return failed(1009, `a message of more than ${this.#limit} bytes`);
		this.#parts.push(frame.payload);
		return frame.isFinal ? this.#message() : undefined;
	}

	#message(): WebSocketItem {
		const payload = this.#parts.join("");
		const octets = this.#isDeflated ? this.#inflate?.(payload) : payload;
		const isText = this.#opcode === OPCODE.text;
		this.#opcode = undefined;
		this.#parts = [];
		this.#size = 0;
		if (octets === undefined || octets.length > this.#limit)
			return failed(1009, `a message of more than ${this.#limit} bytes`);
		if (!isText) return { is: "binary", octets };
		const { text, isValid } = decodeUtf8(octets);
		return isValid ? { is: "text", text } : failed(1007, "a text that is no UTF-8");
	}
}

function control({ opcode, payload }: Frame): WebSocketItem {
	if (opcode === OPCODE.ping) return { is: "ping", octets: payload };
	if (opcode === OPCODE.pong) return { is: "pong", octets: payload };
	if (payload === "") return { is: "close" };
	if (payload.length === 1) return failed(1002, "a close frame with half a code");
	const code = (payload.charCodeAt(0) << 8) | payload.charCodeAt(1);
	if (!isCloseCode(code)) return failed(1002, `a close frame with the code ${code}`);
	const { text, isValid } = decodeUtf8(payload.slice(2));
	return isValid ? { is: "close", code, reason: text } : failed(1007, "a reason that is no UTF-8");
}

/** Codes that may be on the wire (RFC 6455, section 7.4, and the registry of IANA). */
function isCloseCode(code: number): boolean {
	if (code >= 3_000 && code <= 4_999) return true;
	return code >= 1_000 && code <= 1_014 && code !== 1_004 && code !== NO_STATUS && code !== 1_006;
}

function failed(code: Failure["code"], why: string): Failure {
	return { is: "failed", code, why };
}
