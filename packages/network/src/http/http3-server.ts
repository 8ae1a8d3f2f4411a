import type { Bytes } from "@roundtrip/model";
import type { Network } from "../network.ts";
import { CLIENT_FINISH_QUIC, clientHelloQuic, SESSION_TICKETS_QUIC, serverFlightQuic } from "../tls/sizes.ts";
import type { ExchangeSpec } from "./exchange.ts";
import type { Http3SessionOptions, QuicTimers } from "./http3-options.ts";
import { CRYPTO, RESET_BYTES, resetOf } from "./quic-datagram.ts";
import { QuicEnd } from "./quic-end.ts";
import type { Answer, RequestListener } from "./server.ts";

/** Type and length of a HEADERS or DATA frame, as they mostly are (RFC 9114, 7.1). */
export const FRAME_HEADER: Bytes = 3;

/** A stream at the server's end. */
export interface Http3Request {
	readonly spec: ExchangeSpec;
	/** Where the request ends; where the answer's head and the whole of it end in the server's bytes, -1: not known. */
	readonly requestEnd: Bytes;
	headEnd: number;
	answerEnd: number;
	written: Bytes;
	/** All of it is here; the client has not given it up, as far as the server knows. */
	isHere: boolean;
	isWanted: boolean;
	/** How far the client's bytes are here; where its last one is, -1: more may come; who is told of them. */
	received: Bytes;
	lastByteAt: Bytes;
	listener: RequestListener | undefined;
}

/** The server's end of an HTTP/3 connection. The client's end shares the sizes of what is under way with it. */
export class Http3Server {
	readonly end: QuicEnd;
	readonly #network: Network;
	readonly #number: number;
	readonly #options: Http3SessionOptions;
	readonly #requests = new Map<number, Http3Request>();
	/** Requests that came before the client's finish: it was lost, or overtaken. */
	readonly #early = new Map<number, number>();
	#ready: boolean;
	#finished = false;

	constructor(network: Network, number: number, options: Http3SessionOptions, { kind, ends }: QuicTimers) {
		this.#network = network;
		this.#number = number;
		this.#options = options;
		this.#ready = options.earlyData;
		// Whoever has a ticket has a token too, which proves its address (RFC 9000, 8.1.3).
		this.end = new QuicEnd({ network, connection: number, name: "server" }, kind, ends.length, options.resumed, {
			heard: (stream, position) => network.server.run(0, () => this.#heard(stream, position)),
			closed: () => this.#gone(),
		});
		ends.push(this.end);
	}

	/** A request is under way. */
	expect(stream: number, spec: ExchangeSpec, requestEnd: Bytes): Http3Request {
		const request: Http3Request = {
			spec,
			requestEnd,
			headEnd: -1,
			answerEnd: -1,
			written: 0,
			isHere: false,
			isWanted: true,
			received: 0,
			lastByteAt: -1,
			listener: undefined,
		};
		this.#requests.set(stream, request);
		this.#requests.set(resetOf(stream), request);
		return request;
	}

	#heard(stream: number, position: number): void {
		if (stream === CRYPTO) this.#heardHandshake(position);
		else if (stream < 0) this.#heardReset(stream, position);
		else if (this.#ready) this.#request(stream, position);
		else this.#early.set(stream, position);
	}

	#heardHandshake(position: number): void {
		const { resumed } = this.#options;
		const hello = clientHelloQuic(this.#options, resumed);
		if (position === hello) {
			this.end.write(CRYPTO, serverFlightQuic(this.#options, resumed));
		} else if (position >= hello + CLIENT_FINISH_QUIC && !this.#finished) {
			this.#finished = true;
			this.#ready = true;
			this.end.queue(CRYPTO, SESSION_TICKETS_QUIC);
			for (const [stream, reached] of this.#early) this.#request(stream, reached);
			this.#early.clear();
			this.end.flush();
		}
	}

	#heardReset(stream: number, position: number): void {
		const request = this.#requests.get(stream);
		if (request === undefined || position < RESET_BYTES) return;
		request.isWanted = false;
		this.end.drop(resetOf(stream));
		this.forget(resetOf(stream));
		request.listener?.gone();
	}

	/** The connection is no more. */
	#gone(): void {
		const listeners = new Set([...this.#requests.values()].map(({ listener }) => listener));
		this.#requests.clear();
		for (const listener of listeners) listener?.gone();
	}

	/** The exchange has ended. */
	forget(stream: number): void {
		this.#requests.delete(stream);
		this.#requests.delete(resetOf(stream));
	}

	#request(stream: number, position: number): void {
		const request = this.#requests.get(stream);
		if (request === undefined || position < request.requestEnd) return;
		request.received = position;
		if (request.isHere) {
			tellOf(request);
			return;
		}
		request.isHere = true;
		const answer = new Http3Answer(stream, request, this.end);
		this.#options.handler(request.spec, answer, this.#network.kernel.now, this.#number);
	}
}

/** What has come after the beginning of a request. */
function tellOf(request: Http3Request): void {
	const { listener, received, requestEnd, lastByteAt } = request;
	if (received > requestEnd) listener?.progress(received - requestEnd);
	if (listener === undefined || lastByteAt < 0 || received < lastByteAt) return;
	request.lastByteAt = -1;
	listener.ended();
}

/** A class, so that an answer costs one small object. */
class Http3Answer implements Answer {
	readonly #stream: number;
	readonly #request: Http3Request;
	readonly #end: QuicEnd;

	constructor(stream: number, request: Http3Request, end: QuicEnd) {
		this.#stream = stream;
		this.#request = request;
		this.#end = end;
	}

	get isOpen(): boolean {
		return this.#request.isWanted && this.#end.isOpen;
	}

	head(bytes: Bytes): void {
		this.#request.headEnd = FRAME_HEADER + bytes;
		this.#put(FRAME_HEADER + bytes);
	}

	body(bytes: Bytes): Bytes {
		if (bytes > 0) this.#put(FRAME_HEADER + bytes);
		return this.#request.written - this.#request.headEnd;
	}

	/** The end of a stream is a bit of its last datagram; where nothing else goes with it, that takes a frame here. */
	end(trailerBytes: Bytes = 0): void {
		this.#request.answerEnd = this.#request.written + FRAME_HEADER + trailerBytes;
		this.#put(FRAME_HEADER + trailerBytes);
	}

	whole(headBytes: Bytes, bodyBytes: Bytes, trailerBytes: Bytes = 0): void {
		const head = FRAME_HEADER + headBytes;
		this.#request.headEnd = head;
		const body = bodyBytes > 0 ? FRAME_HEADER + bodyBytes : 0;
		const all = head + body + (trailerBytes > 0 ? FRAME_HEADER + trailerBytes : 0);
		this.#request.answerEnd = all;
		this.#put(all);
	}

	reset(): void {
		this.#end.close();
	}

	listen(listener: RequestListener): void {
		this.#request.listener = listener;
		tellOf(this.#request);
	}

	#put(bytes: Bytes): void {
		if (!this.isOpen) return;
		this.#request.written += bytes;
		this.#end.write(this.#stream, bytes);
	}
}
