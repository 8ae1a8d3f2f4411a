import type { ClientHttp2Stream, IncomingHttpHeaders, IncomingHttpStatusHeader } from "node:http2";
import {
	binaryBody,
	type EndingFate,
	encodeHttp2Request,
	encodeHttp2Response,
	endsConnection,
	type HeaderField,
	type HoldingFate,
	type HttpReply,
	type OwnFate,
	requestSection,
} from "@roundtrip/behaviour";
import { type AttemptResult, responseOf } from "@roundtrip/model";
import { ofCall } from "../journal/entry.ts";
import type { ShapedLink } from "../shaper/link.ts";
import {
	fateOf,
	type SeenMessage,
	writeEnded,
	writeLost,
	writeOvertaken,
	writeSent,
} from "../shaper/message-writer.ts";
import type { StreamWish } from "./asked-stream.ts";
import type { Encoders } from "./encoders.ts";
import { fieldsOf } from "./header-fields.ts";
import type { Http2Connection } from "./http2-connection.ts";
import { type DatedReply, Http2Conversation } from "./http2-conversation.ts";
import { type Question, resultOf } from "./question.ts";

export interface Http2ExchangeParts {
	readonly link: ShapedLink;
	readonly connection: Http2Connection;
	readonly encoders: Encoders;
	readonly question: Question;
	/** When the request is handed over. */
	readonly atNs: number;
	/** A stream has begun: from now on it may be silent. */
	readonly begun: () => void;
	/** The whole answer is here, or the stream is over. */
	readonly answered: (result: AttemptResult, atNs: number) => void;
}

/** One request and its answer as a stream of an HTTP/2 connection, with the faults that strike them. */
export class Http2Exchange {
	readonly #parts: Http2ExchangeParts;
	#stream: ClientHttp2Stream | undefined;
	#isOver = false;
	#conversation: Http2Conversation | undefined;

	constructor(parts: Http2ExchangeParts) {
		this.#parts = parts;
		const { link, connection, encoders, question, atNs } = parts;
		const { call, request } = question;
		const scheme = link.spec.tls === undefined ? "http" : "https";
		const look = encodeHttp2Request(encoders.requests, request, link.to, call, scheme);
		const fate = fateOf(link, { call, direction: "request", sentNs: atNs }, question.stream !== undefined);
		const heldNs = fate.kind === "delay" ? fate.by : 0;
		writeSent(link, this.#message("request", fate, atNs, atNs + link.forth.delayNs + heldNs), look);
		if (fate.kind === "corrupt") connection.damage("there");
		if (endsConnection(fate)) this.#endRequest(fate, atNs);
		else if (fate.kind === "deliver") this.#send(atNs);
		else if (fate.kind === "delay") this.#later(atNs + heldNs, () => this.#send(atNs + heldNs));
		else if (fate.kind === "hold") this.#hold("request", fate, atNs, (leavesNs) => this.#send(leavesNs));
	}

	/** It leaves when another of its direction has come before it, unless its asker has gone. */
	#hold(direction: "request" | "response", fate: HoldingFate, sinceNs: number, leave: (atNs: number) => void): void {
		const { link } = this.#parts;
		link.underWay++;
		link.overtaking?.hold(direction, sinceNs, fate.withinNs, (leavesNs) => {
			link.underWay--;
			if (this.#isOver) return;
			writeOvertaken(link, this.#message(direction, fate, sinceNs, leavesNs), fate, leavesNs);
			leave(leavesNs);
		});
	}

	/** It is thrown away at the other end's door, and answered by a reset. */
	#endRequest(fate: EndingFate, atNs: number): void {
		const { link, connection } = this.#parts;
		const dueNs = atNs + link.forth.delayNs;
		// Who gets it damaged finds that out by itself.
		const isFoundOut = fate.kind === "corrupt";
		if (isFoundOut) this.#send(atNs);
		this.#later(dueNs, () => {
			writeEnded(link, this.#message("request", fate, atNs, dueNs), fate);
			if (!isFoundOut) connection.breaks("there");
		});
	}

	/** Whoever asked waits no longer. */
	giveUp(): void {
		this.end();
		if (this.#stream !== undefined) this.#parts.connection.cancel(this.#stream);
	}

	/** The connection is over, and the exchange with it. */
	end(): void {
		this.#isOver = true;
		this.#conversation?.close();
	}

	#send(atNs: number): void {
		if (this.#isOver) return;
		const { link, connection, question } = this.#parts;
		const { call, request, content } = question;
		const scheme = link.spec.tls === undefined ? "http" : "https";
		const fields = Object.fromEntries(requestSection(request, link.to, call, scheme));
		const isOpen = request.isOpen === true;
		const stream = connection.request({ fields, body: content, isOpen, atNs });
		const comesNs = atNs + link.forth.delayNs;
		if (link.overtaking !== undefined) {
			link.timers.at(comesNs, () => {
				if (!link.wasGone(comesNs)) link.overtaking?.delivered("request", comesNs);
			});
		}
		this.#stream = stream;
		if (question.stream !== undefined) this.#converse(stream, question.stream);
		stream.on("response", (headers) => this.#begins(stream, headers));
	}

	#converse(stream: ClientHttp2Stream, wish: StreamWish): void {
		const { link, connection, encoders, question, begun, answered } = this.#parts;
		this.#conversation = new Http2Conversation({
			...{ link, connection, encoders, question, wish, stream, begun },
			over: (result, atNs) => {
				this.#isOver = true;
				answered(result, atNs);
			},
		});
		if (question.request.isOpen === true) this.#conversation.left();
	}

	#begins(stream: ClientHttp2Stream, headers: IncomingHttpHeaders & IncomingHttpStatusHeader): void {
		const { link, question } = this.#parts;
		const sentNs = link.timers.clock.now() - link.back.delayNs;
		const fate = fateOf(link, { call: question.call, direction: "response", sentNs }, question.stream !== undefined);
		if (this.#conversation !== undefined && headers["content-length"] === undefined) {
			this.#conversation.begins({ reply: replyOf(headers, Buffer.alloc(0), []), date: dateOf(headers) }, fate);
			return;
		}
		const chunks: Buffer[] = [];
		let trailers: readonly HeaderField[] = [];
		stream.on("data", (chunk: Buffer) => chunks.push(chunk));
		stream.on("trailers", (fields) => {
			trailers = fieldsOf(fields);
		});
		const length = Number(headers["content-length"] ?? 0);
		stream.on("end", () => {
			const reply = replyOf(headers, Buffer.concat(chunks), trailers);
			this.#arrives({ reply, date: dateOf(headers) }, length, fate);
		});
	}

	/** @param length that the head says: after HEAD nothing of it comes */
	#arrives({ reply, date }: DatedReply, length: number, fate: OwnFate): void {
		if (this.#isOver) return;
		const { link, encoders, question } = this.#parts;
		const nowNs = link.timers.clock.now();
		const dueNs = nowNs + (fate.kind === "delay" ? fate.by : 0);
		const message = this.#message("response", fate, nowNs, dueNs);
		const isHead = question.request.method === "HEAD";
		const shown = isHead ? { ...reply, body: { size: length } } : reply;
		writeSent(link, message, encodeHttp2Response(encoders.responses, shown, date, isHead));
		if (endsConnection(fate)) {
			writeEnded(link, message, fate);
			if (fate.kind === "corrupt") this.#parts.connection.damage("here");
			else this.#parts.connection.breaks("here");
			return;
		}
		const result = resultOf(question, reply);
		if (fate.kind === "deliver") this.#delivered(result);
		else if (fate.kind === "delay") this.#later(dueNs, () => this.#deliverLate(message, result));
		else if (fate.kind === "hold") {
			const { delayNs } = link.back;
			this.#hold("response", fate, nowNs - delayNs, (leavesNs) =>
				this.#later(leavesNs + delayNs, () => this.#deliverLate(message, result)),
			);
		}
	}

	#deliverLate(message: SeenMessage, result: AttemptResult): void {
		const { link } = this.#parts;
		if (this.#isOver) writeLost(link, message, link.timers.clock.now(), { where: 1, why: "closed" });
		else this.#delivered(result);
	}

	#delivered(result: AttemptResult): void {
		const { link, connection, question, answered } = this.#parts;
		const { from, to, journal, timers } = link;
		const at = timers.clock.now();
		const of = { ...ofCall(question.call), at, node: from, connection: connection.name };
		journal.write({ ...of, message: responseOf(question.call), kind: "delivered", data: { from: to } });
		link.overtaking?.delivered("response", at);
		this.#isOver = true;
		answered(result, at);
	}

	#later(timeNs: number, action: () => void): void {
		const { link } = this.#parts;
		link.underWay++;
		link.timers.at(timeNs, () => {
			link.underWay--;
			action();
		});
	}

	#message(direction: "request" | "response", fate: OwnFate, sentNs: number, dueNs: number): SeenMessage {
		const { connection, question } = this.#parts;
		return { call: question.call, connection: connection.name, direction, fate, sentNs, dueNs };
	}
}

/** What every response has, whatever its server says: it is no part of the reply. */
const OWN_FIELDS = ["date", "content-length"];

function dateOf({ date }: IncomingHttpHeaders): string {
	return date ?? "";
}

/** The reply that has come. */
function replyOf(
	headers: IncomingHttpHeaders & IncomingHttpStatusHeader,
	content: Buffer,
	trailers: readonly HeaderField[],
): HttpReply {
	const fields = fieldsOf(headers).filter(([name]) => !OWN_FIELDS.includes(name));
	return {
		...{ status: Number(headers[":status"]), fields, body: binaryBody(content.toString("latin1")) },
		...(headers["content-length"] === undefined ? { isStreamed: true } : {}),
		...(trailers.length === 0 ? {} : { trailers }),
	};
}
