import type { ClientHttp2Stream } from "node:http2";
import {
	type Body,
	binaryBody,
	bodyStart,
	EMPTY_BODY,
	type Ending,
	encodeHttp2Response,
	endsConnection,
	type HeaderField,
	type HttpReply,
	type OwnFate,
	trailersSize,
} from "@roundtrip/behaviour";
import type { AttemptResult, StreamPart } from "@roundtrip/model";
import { bytesOf } from "../body-bytes.ts";
import { itemSummary, ofCall } from "../journal/entry.ts";
import { beginsWithContent, contentKind } from "../shaper/content-kind.ts";
import { dataFrames, FRAME_HEADER_BYTES } from "../shaper/data-frames.ts";
import { HeldBytes } from "../shaper/held-bytes.ts";
import type { ShapedLink } from "../shaper/link.ts";
import {
	delayOf,
	fateOf,
	type Look,
	messageName,
	type SeenMessage,
	writeEnded,
	writeSent,
} from "../shaper/message-writer.ts";
import { type AskedStream, createAskedStream, type StreamWish } from "./asked-stream.ts";
import type { Encoders } from "./encoders.ts";
import { fieldsOf } from "./header-fields.ts";
import type { Http2Connection } from "./http2-connection.ts";
import { createItemCutter, type ItemCutter } from "./item-cutter.ts";
import { type Question, resultOf } from "./question.ts";

export interface Http2ConversationParts {
	readonly link: ShapedLink;
	readonly connection: Http2Connection;
	readonly encoders: Encoders;
	readonly question: Question;
	readonly wish: StreamWish;
	readonly stream: ClientHttp2Stream;
	readonly begun: () => void;
	readonly over: (result: AttemptResult, atNs: number) => void;
}

/** A reply as it has come, with the date that Node's server has written below it. */
export interface DatedReply {
	readonly reply: HttpReply;
	readonly date: string;
}

const NOTHING = new Uint8Array();

/** A stream of HTTP/2 that is one for its asker too: items both ways, with the faults that strike them, and trailers. */
export class Http2Conversation {
	readonly #parts: Http2ConversationParts;
	readonly #asked: AskedStream;
	readonly #cutter: ItemCutter;
	readonly #forth: HeldBytes;
	readonly #back: HeldBytes;
	/** By which a message was lost on its way: all that is behind it is lost with it. */
	readonly #losses: { request?: OwnFate; response?: OwnFate } = {};
	#isOver = false;
	/** The head of the answer, until what comes with it has come. */
	#head: (DatedReply & { readonly fate: OwnFate }) | undefined;
	#received = 0;
	#sent = 0;
	#trailers: readonly HeaderField[] = [];
	/** The end of the stream's content that says of itself that it is one. */
	#closing = "";

	constructor(parts: Http2ConversationParts) {
		this.#parts = parts;
		const { link, wish, stream } = parts;
		this.#cutter = createItemCutter(wish.conversation.target.protocol, () => undefined);
		this.#forth = new HeldBytes(link.timers, (chunk, atNs) => this.#write(chunk, atNs));
		this.#back = new HeldBytes(link.timers, () => undefined);
		this.#asked = createAskedStream(wish, link.timers, {
			send: (item) => this.#send(++this.#sent, item, dataFrames(item.size)),
			end: (ending) => this.#end(ending),
			leave: () => this.#leave(),
		});
		stream.on("trailers", (fields) => {
			this.#trailers = fieldsOf(fields);
		});
	}

	/** The request has left. */
	left(): void {
		this.#asked.left();
	}

	/** Nothing more is done for it. */
	close(): void {
		this.#isOver = true;
		this.#asked.close();
	}

	/** The head of the answer has come. */
	begins(head: DatedReply, fate: OwnFate): void {
		const { stream, wish } = this.#parts;
		this.#head = { ...head, fate };
		if (!beginsWithContent(wish.conversation.target.protocol)) this.#open(EMPTY_BODY);
		stream.on("data", (chunk: Buffer) => this.#take(chunk));
		stream.on("end", () => this.#ends(head.reply));
	}

	/** @param body what has come with the head */
	#open(body: Body): void {
		const head = this.#head;
		if (head === undefined) return;
		this.#head = undefined;
		const { encoders, begun } = this.#parts;
		const reply = { ...head.reply, body, isStreamed: true, isOpen: true };
		this.#arrives(undefined, encodeHttp2Response(encoders.responses, reply, head.date), head.fate, () => {
			begun();
			this.#asked.opened(reply.status);
		});
	}

	#take(chunk: Buffer): void {
		const { protocol } = this.#parts.wish.conversation.target;
		for (const content of this.#cutter.take(chunk)) {
			const kind = contentKind(protocol, content);
			this.#open(kind === "nothing" ? binaryBody(content) : EMPTY_BODY);
			if (kind === "end") this.#closing += content;
			if (kind === "item") this.#item(binaryBody(content), content);
		}
	}

	#item(body: Body, content: string): void {
		this.#received++;
		const item = this.#received;
		const look = { summary: itemSummary(item), size: dataFrames(body.size), head: "", body: bodyStart(body) };
		this.#arrives(item, look, this.#fate("response", item), () => this.#asked.item(content));
	}

	/** Node ends what was reset as well. */
	#ends(reply: HttpReply): void {
		const { encoders, question, stream } = this.#parts;
		if (this.#isOver || stream.rstCode !== 0) return;
		this.#open(EMPTY_BODY);
		const trailers = this.#trailers;
		const last = trailers.length === 0 ? FRAME_HEADER_BYTES : trailersSize(encoders.responses, trailers);
		const body = this.#closing === "" ? EMPTY_BODY : binaryBody(this.#closing);
		const head = trailers.map(([name, value]) => `${name}: ${value}\r\n`).join("");
		const look = { summary: "end", size: dataFrames(body.size) + last, head, body: bodyStart(body) };
		this.#arrives("end", look, this.#fate("response", "end"), () => {
			const result = resultOf(question, { ...reply, body, trailers });
			this.close();
			this.#parts.over(result, this.#nowNs);
		});
	}

	/** A message of the server's has come, and is the asker's when it may be. */
	#arrives(item: SeenMessage["item"], look: Look, fate: OwnFate, then: () => void): void {
		if (this.#isOver) return;
		const { link } = this.#parts;
		const nowNs = this.#nowNs;
		const dueNs = nowNs + delayOf(fate);
		writeSent(link, this.#message("response", item, fate, nowNs, dueNs), look);
		if (fate.kind === "lose") {
			this.#losses.response = fate;
			return;
		}
		if (endsConnection(fate)) {
			writeEnded(link, this.#message("response", item, fate, nowNs, dueNs), fate);
			if (fate.kind === "corrupt") this.#parts.connection.damage("here");
			else this.#parts.connection.breaks("here");
			return;
		}
		link.underWay++;
		this.#back.put(NOTHING, dueNs, () => {
			link.underWay--;
			if (this.#isOver) return;
			this.#writeDelivered(item);
			then();
		});
	}

	#writeDelivered(item: SeenMessage["item"]): void {
		const { link, connection, question } = this.#parts;
		const message = messageName({ call: question.call, direction: "response", item });
		const of = { ...ofCall(question.call), at: this.#nowNs, node: link.from, connection: connection.name };
		link.journal.write({ ...of, message, kind: "delivered", data: { from: link.to } });
	}

	#send(item: StreamPart, body: Body, size: number, then?: () => void): void {
		const { link } = this.#parts;
		const fate = this.#fate("request", item);
		const nowNs = this.#nowNs;
		const heldNs = delayOf(fate);
		const look = { summary: itemSummary(item), size, head: "", body: bodyStart(body) };
		writeSent(link, this.#message("request", item, fate, nowNs, nowNs + link.forth.delayNs + heldNs), look);
		if (fate.kind === "lose") this.#losses.request = fate;
		else this.#forth.put(bytesOf(body), nowNs + heldNs, then);
	}

	#write(chunk: Uint8Array, atNs: number): void {
		const { connection, stream } = this.#parts;
		if (this.#isOver || stream.destroyed || chunk.length === 0) return;
		connection.handOver(atNs);
		stream.write(chunk);
	}

	#end({ body }: Ending): void {
		const { stream } = this.#parts;
		// The request said that it was over, where it carried all.
		if (stream.writableEnded) return;
		this.#send("end", body, dataFrames(body.size) + FRAME_HEADER_BYTES, () => {
			if (!stream.destroyed) stream.end();
		});
	}

	#leave(): void {
		const { connection, stream, over } = this.#parts;
		this.close();
		connection.cancel(stream);
		over({ how: "left" }, this.#nowNs);
	}

	get #nowNs(): number {
		return this.#parts.link.timers.clock.now();
	}

	#fate(direction: "request" | "response", item: StreamPart): OwnFate {
		const { link, question } = this.#parts;
		const sentNs = this.#nowNs - (direction === "request" ? 0 : link.back.delayNs);
		return this.#losses[direction] ?? fateOf(link, { call: question.call, direction, item, sentNs });
	}

	#message(
		direction: "request" | "response",
		item: SeenMessage["item"],
		fate: OwnFate,
		sentNs: number,
		dueNs: number,
	): SeenMessage {
		const { connection, question } = this.#parts;
		return { call: question.call, connection: connection.name, direction, item, fate, sentNs, dueNs };
	}
}
