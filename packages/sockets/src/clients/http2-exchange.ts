import type { ClientHttp2Stream, IncomingHttpHeaders, IncomingHttpStatusHeader } from "node:http2";
import {
	encodeHttp2Request,
	encodeHttp2Response,
	type Fate,
	type HpackEncoder,
	type Reply,
	requestSection,
} from "@roundtrip/behaviour";
import { type AttemptResult, requestOf, responseOf } from "@roundtrip/model";
import { ofCall } from "../journal/entry.ts";
import type { ShapedLink } from "../shaper/link.ts";
import { type SeenMessage, writeLost, writeSent } from "../shaper/message-writer.ts";
import type { Http2Connection } from "./http2-connection.ts";
import type { Question } from "./question.ts";

/** How a connection compresses the fields of requests and of answers. */
export interface Encoders {
	readonly requests: HpackEncoder;
	readonly responses: HpackEncoder;
}

export interface Http2ExchangeParts {
	readonly link: ShapedLink;
	readonly connection: Http2Connection;
	readonly encoders: Encoders;
	readonly question: Question;
	/** When the request is handed over. */
	readonly atNs: number;
	/** The whole answer is here. */
	readonly answered: (result: AttemptResult, atNs: number) => void;
}

/** One request and its answer as a stream of an HTTP/2 connection, with the faults that strike them. */
export class Http2Exchange {
	readonly #parts: Http2ExchangeParts;
	#stream: ClientHttp2Stream | undefined;
	#isOver = false;

	constructor(parts: Http2ExchangeParts) {
		this.#parts = parts;
		const { link, encoders, question, atNs } = parts;
		const { call, method, path, content } = question;
		const scheme = link.spec.tls === undefined ? "http" : "https";
		const look = encodeHttp2Request(encoders.requests, method, path, link.to, call, content, scheme);
		const fate = link.faults.fate(requestOf(call), link.name, "request");
		const heldNs = fate.kind === "delay" ? fate.by : 0;
		writeSent(link, this.#message("request", fate, atNs, atNs + link.forth.delayNs + heldNs), look);
		if (fate.kind === "deliver") this.#send(atNs);
		else if (fate.kind === "delay") this.#later(atNs + heldNs, () => this.#send(atNs + heldNs));
	}

	/** Whoever asked waits no longer. */
	giveUp(): void {
		this.#isOver = true;
		if (this.#stream !== undefined) this.#parts.connection.cancel(this.#stream);
	}

	/** The connection is over, and the exchange with it. */
	end(): void {
		this.#isOver = true;
	}

	#send(atNs: number): void {
		if (this.#isOver) return;
		const { link, connection, question } = this.#parts;
		const { method, path, call, content, body } = question;
		const scheme = link.spec.tls === undefined ? "http" : "https";
		const fields = Object.fromEntries(requestSection(method, path, link.to, call, content, scheme));
		const stream = connection.request({ fields, body, atNs });
		this.#stream = stream;
		stream.on("response", (headers) => this.#begins(stream, headers));
	}

	#begins(stream: ClientHttp2Stream, headers: IncomingHttpHeaders & IncomingHttpStatusHeader): void {
		const { link, question } = this.#parts;
		const fate = link.faults.fate(responseOf(question.call), link.name, "response");
		const chunks: Buffer[] = [];
		stream.on("data", (chunk: Buffer) => chunks.push(chunk));
		const { ":status": status, location } = headers;
		stream.on("end", () => this.#arrives({ status: Number(status), location }, Buffer.concat(chunks), fate));
	}

	#arrives({ status, location }: Omit<Reply, "body">, content: Buffer, fate: Fate): void {
		if (this.#isOver) return;
		const { link, encoders, question } = this.#parts;
		const nowNs = link.timers.clock.now();
		const dueNs = nowNs + (fate.kind === "delay" ? fate.by : 0);
		const body = { size: content.length, text: content.toString("utf8") };
		const message = this.#message("response", fate, nowNs, dueNs);
		const isHead = question.method === "HEAD";
		writeSent(link, message, encodeHttp2Response(encoders.responses, status, body, 0, isHead, location));
		const result: AttemptResult = { how: "answered", status, location };
		if (fate.kind === "deliver") this.#delivered(result);
		else if (fate.kind === "delay") this.#later(dueNs, () => this.#deliverLate(message, result));
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

	#message(direction: "request" | "response", fate: Fate, sentNs: number, dueNs: number): SeenMessage {
		const { connection, question } = this.#parts;
		return { call: question.call, connection: connection.name, direction, fate, sentNs, dueNs };
	}
}
