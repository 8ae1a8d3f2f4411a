import { masked } from "./mask.ts";
import { CONTROL_LIMIT, DEFLATED, isControl, OPCODE } from "./opcode.ts";

/** One frame, unmasked. */
export interface Frame {
	readonly opcode: number;
	/** The last one of its message. */
	readonly isFinal: boolean;
	/** Its message is compressed. */
	readonly isDeflated: boolean;
	readonly payload: string;
}

/** Why a connection fails, with the code of its close frame (RFC 6455, section 7.4.1). */
export interface Failure {
	readonly is: "failed";
	readonly code: 1002 | 1007 | 1009;
	readonly why: string;
}

interface Head extends Omit<Frame, "payload"> {
	/** Bytes of the head itself. */
	readonly size: number;
	readonly length: number;
	readonly mask: string | undefined;
}

const KNOWN: readonly number[] = Object.values(OPCODE);

/** Cuts bytes into frames, as they come. */
export class FrameReader {
	readonly #isFromClient: boolean;
	readonly #limit: number;
	readonly #mayBeDeflated: boolean;
	#pieces: string[] = [];
	#held = 0;
	/** As many bytes as the next step needs. */
	#wanted = 2;

	/**
	 * @param isFromClient only a client's frames are masked, and all of them are
	 * @param limit bytes of a frame's payload
	 * @param mayBeDeflated whether the two ends have agreed upon compression
	 */
	constructor(isFromClient: boolean, limit: number, mayBeDeflated = false) {
		this.#isFromClient = isFromClient;
		this.#limit = limit;
		this.#mayBeDeflated = mayBeDeflated;
	}

	push(octets: string): void {
		this.#pieces.push(octets);
		this.#held += octets.length;
	}

	/** The next frame, if it is whole. */
	next(): Frame | Failure | undefined {
		if (this.#held < this.#wanted) return undefined;
		const octets = this.#pieces.join("");
		this.#pieces = [octets];
		const head = this.#head(octets);
		if (head === undefined || "is" in head) return head;
		const end = head.size + head.length;
		if (octets.length < end) {
			this.#wanted = end;
			return undefined;
		}
		const payload = octets.slice(head.size, end);
		this.#pieces = [octets.slice(end)];
		this.#held -= end;
		this.#wanted = 2;
		const { opcode, isFinal, isDeflated, mask } = head;
		return { opcode, isFinal, isDeflated, payload: mask === undefined ? payload : masked(payload, mask) };
	}

	#head(octets: string): Head | Failure | undefined {
		const [first, second] = [octets.charCodeAt(0), octets.charCodeAt(1)];
		const [opcode, isFinal, short] = [first & 15, first >= 0x80, second & 0x7f];
		const wrong = this.#wrongAbout(first, second);
		if (wrong !== undefined) return { is: "failed", code: 1002, why: wrong };
		const lengthBytes = short === 126 ? 2 : short === 127 ? 8 : 0;
		const size = 2 + lengthBytes + (this.#isFromClient ? 4 : 0);
		if (octets.length < size) {
			this.#wanted = size;
			return undefined;
		}
		const length = lengthBytes === 0 ? short : bigEndian(octets, lengthBytes);
		if (length > this.#limit) return { is: "failed", code: 1009, why: `a frame of ${length} bytes` };
		const mask = this.#isFromClient ? octets.slice(size - 4, size) : undefined;
		return { opcode, isFinal, isDeflated: (first & DEFLATED) !== 0, size, length, mask };
	}

	/** Bits that nobody has given a meaning; only the first frame of a message says whether it is compressed. */
	#reserved(opcode: number): number {
		return this.#mayBeDeflated && (opcode === OPCODE.text || opcode === OPCODE.binary) ? 0x30 : 0x70;
	}

	/** What is against RFC 6455, section 5.2 or 5.5, in a frame's first two bytes. */
	#wrongAbout(first: number, second: number): string | undefined {
		const opcode = first & 15;
		if ((first & this.#reserved(opcode)) !== 0) return "reserved bits are set, and no extension was agreed upon";
		if (!KNOWN.includes(opcode)) return `a frame of the unknown kind ${opcode}`;
		if (second >= 0x80 !== this.#isFromClient)
			return this.#isFromClient ? "a client's frame is not masked" : "a server's frame is masked";
		if (isControl(opcode) && first < 0x80) return "a frame of control is cut";
		if (isControl(opcode) && (second & 0x7f) > CONTROL_LIMIT) return "a frame of control is too long";
		return undefined;
	}
}

function bigEndian(octets: string, bytes: number): number {
	let value = 0;
	for (let at = 2; at < 2 + bytes; at++) value = value * 256 + octets.charCodeAt(at);
	return value;
}
