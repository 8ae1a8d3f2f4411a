/** One message in a stream of them. */
export interface Envelope {
	/** Bit 0: compressed. Bit 1: the end of a stream of Connect. */
	readonly flags: number;
	/** One character a byte. */
	readonly message: string;
}

/** Flags, and the length in four bytes. */
const HEAD = 5;

/** A message after its flags and its length, one character a byte. */
export function encodeEnvelope(message: string, flags = 0): string {
	const { length } = message;
	return (
		String.fromCharCode(flags, length >>> 24, (length >>> 16) & 0xff, (length >>> 8) & 0xff, length & 0xff) + message
	);
}

/** What has come of a stream of messages: a message, or one that is longer than its reader can bear, the last that is told. */
export type EnvelopeItem = Envelope | "too-long";

/** As servers of gRPC have it. */
const MESSAGE_LIMIT = 4_194_304;

/** Cuts bytes into messages, as they come. */
export class EnvelopeParser {
	readonly #limit: number;
	#pieces: string[] = [];
	#held = 0;
	#wanted = HEAD;
	#isBroken = false;

	/** @param limit bytes of one message */
	constructor(limit: number = MESSAGE_LIMIT) {
		this.#limit = limit;
	}

	/** Bytes of a message that isn't whole: none, where a stream ends as it should. */
	get held(): number {
		return this.#held;
	}

	/** @param octets one character a byte */
	take(octets: string): readonly EnvelopeItem[] {
		const items: EnvelopeItem[] = [];
		if (this.#isBroken) return items;
		this.#pieces.push(octets);
		this.#held += octets.length;
		while (this.#held >= this.#wanted && !this.#isBroken) this.#step(items);
		return items;
	}

	/** The head or the whole is there. */
	#step(items: EnvelopeItem[]): void {
		const octets = this.#pieces.join("");
		const end = HEAD + lengthOf(octets);
		if (end - HEAD > this.#limit) {
			this.#isBroken = true;
			this.#pieces = [];
			items.push("too-long");
			return;
		}
		this.#wanted = octets.length < end ? end : HEAD;
		this.#pieces = octets.length < end ? [octets] : [octets.slice(end)];
		if (octets.length < end) return;
		this.#held -= end;
		items.push({ flags: octets.charCodeAt(0), message: octets.slice(HEAD, end) });
	}
}

function lengthOf(octets: string): number {
	let length = 0;
	for (let at = 1; at < HEAD; at++) length = length * 256 + octets.charCodeAt(at);
	return length;
}
