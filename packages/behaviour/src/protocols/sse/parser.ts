import { decodeUtf8 } from "../../messages/utf8.ts";

/** What a stream of events says. */
export type EventStreamItem =
	| {
			readonly is: "event";
			/** `message` where the server names none. */
			readonly type: string;
			readonly data: string;
			/** Of this event, or of the last one before it that had one. */
			readonly lastEventId: string;
	  }
	| { readonly is: "comment"; readonly text: string }
	| { readonly is: "retry"; readonly afterMs: number }
	/** An event is longer than its reader can bear; whatever follows is not read. */
	| { readonly is: "too-long" };

/** What an event may have, in bytes, before its reader gives up. */
const EVENT_LIMIT = 1_048_576;

const BOM = "\xef\xbb\xbf";
const LINE_END = /[\r\n]/;

/** Reads a stream of events (WHATWG HTML, section 9.2.6) as its bytes come, however they are cut. */
export class EventStreamParser {
	readonly #limit: number;
	/** The begin of a line whose end has not come, in the pieces in which it came. */
	#pieces: string[] = [];
	/** Bytes of the event that has not been dispatched. */
	#held = 0;
	#isFirstLine = true;
	/** The last byte was a CR: an LF after it ends no line of its own. */
	#endedWithCr = false;
	#isBroken = false;
	#data: string[] = [];
	#type = "";
	#idBuffer = "";
	#lastEventId = "";

	/** @param limit bytes of an event, its field names included */
	constructor(limit: number = EVENT_LIMIT) {
		this.#limit = limit;
	}

	/** What a client that comes back names. */
	get lastEventId(): string {
		return this.#lastEventId;
	}

	/**
	 * What is whole with these bytes.
	 *
	 * @param octets one character a byte
	 */
	take(octets: string): readonly EventStreamItem[] {
		const items: EventStreamItem[] = [];
		let rest = this.#endedWithCr && octets.startsWith("\n") ? octets.slice(1) : octets;
		if (octets !== "") this.#endedWithCr = false;
		while (rest !== "" && !this.#isBroken) {
			const end = rest.search(LINE_END);
			this.#hold(end < 0 ? rest : rest.slice(0, end), items);
			if (end < 0 || this.#isBroken) break;
			const isCr = rest[end] === "\r";
			this.#line(items);
			this.#endedWithCr = isCr && end + 1 === rest.length;
			rest = rest.slice(end + (isCr && rest[end + 1] === "\n" ? 2 : 1));
		}
		return items;
	}

	#hold(piece: string, items: EventStreamItem[]): void {
		this.#held += piece.length;
		if (this.#held > this.#limit) {
			this.#isBroken = true;
			this.#pieces = [];
			this.#data = [];
			items.push({ is: "too-long" });
		} else if (piece !== "") this.#pieces.push(piece);
	}

	#line(items: EventStreamItem[]): void {
		let octets = this.#pieces.join("");
		this.#pieces = [];
		if (this.#isFirstLine && octets.startsWith(BOM)) octets = octets.slice(BOM.length);
		this.#isFirstLine = false;
		if (octets === "") {
			this.#dispatch(items);
			return;
		}
		const { text } = decodeUtf8(octets);
		const colon = text.indexOf(":");
		const name = colon < 0 ? text : text.slice(0, colon);
		const value = colon < 0 ? "" : text.slice(colon + (text[colon + 1] === " " ? 2 : 1));
		if (colon === 0) {
			this.#held -= octets.length;
			items.push({ is: "comment", text: value });
		} else this.#field(name, value, items);
	}

	#field(name: string, value: string, items: EventStreamItem[]): void {
		if (name === "data") this.#data.push(value);
		else if (name === "event") this.#type = value;
		else if (name === "id" && !value.includes("\0")) this.#idBuffer = value;
		else if (name === "retry" && /^[0-9]+$/.test(value)) items.push({ is: "retry", afterMs: Number(value) });
	}

	/** At the empty line: the id counts whether or not there is data. */
	#dispatch(items: EventStreamItem[]): void {
		this.#lastEventId = this.#idBuffer;
		if (this.#data.length > 0) {
			const [data, type] = [this.#data.join("\n"), this.#type || "message"];
			items.push({ is: "event", type, data, lastEventId: this.#lastEventId });
		}
		this.#data = [];
		this.#type = "";
		this.#held = 0;
	}
}
