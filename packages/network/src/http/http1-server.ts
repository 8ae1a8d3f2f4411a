import type { Bytes } from "@roundtrip/model";
import type { Network } from "../network.ts";
import type { Channel } from "../tls/channel.ts";
import type { ExchangeSpec } from "./exchange.ts";
import type { Answer, Handler, RequestListener } from "./server.ts";

/** `HTTP/1.1 100 Continue` and an empty line. */
const CONTINUE_BYTES: Bytes = 25;

/** The server's end of a connection. The client's end shares the sizes of what is under way with it, nothing else. */
export class Http1Server {
	readonly channel: Channel;
	/** Where the server's 100, the answer's head, and the whole answer end in the server's data; -1: not known yet. */
	continueEnd = -1;
	answerHeadEnd = -1;
	answerEnd = -1;
	/** The connection carries nothing else any more. */
	hasChangedProtocol = false;
	readonly #network: Network;
	readonly #number: number;
	readonly #handler: Handler;
	readonly #keepAlive: boolean;
	/** The request under way, and where its head and the whole of it end in the client's data. */
	#request: ExchangeSpec | undefined;
	#requestHeadEnd = -1;
	#requestEnd = -1;
	/** Where the client's last byte for this request is; -1: more may come. */
	#lastByteAt = -1;
	#listener: RequestListener | undefined;

	constructor(network: Network, channel: Channel, number: number, handler: Handler, keepAlive: boolean) {
		this.#network = network;
		this.channel = channel;
		this.#number = number;
		this.#handler = handler;
		this.#keepAlive = keepAlive;
	}

	/** The request that has not wholly come. */
	get request(): ExchangeSpec | undefined {
		return this.#request;
	}

	/** The next request, whose head will end at this position. */
	expect(spec: ExchangeSpec, headEnd: number): void {
		this.#request = spec;
		this.#requestHeadEnd = headEnd;
		this.#requestEnd = headEnd + (spec.requestBodyBytes ?? 0);
		this.#lastByteAt = -1;
		this.#listener = undefined;
		this.continueEnd = -1;
		this.answerHeadEnd = -1;
		this.answerEnd = -1;
	}

	/** Data has arrived up to this position. */
	received(position: number): void {
		const request = this.#request;
		if (request === undefined) {
			this.#tell(position);
			return;
		}
		if (position < this.#requestEnd) {
			const waits = (request.expectsContinue ?? false) && this.continueEnd < 0;
			if (waits && position >= this.#requestHeadEnd) this.continueEnd = this.channel.write(CONTINUE_BYTES);
			return;
		}
		this.#request = undefined;
		const { requestNs = 0 } = this.#network.server.costs;
		const arrivedNs = this.#network.kernel.now;
		this.channel.after(requestNs, () => this.#handler(request, new Http1Answer(this), arrivedNs, this.#number));
	}

	/** No more of what the client sends comes after this position. */
	requestEnds(position: number): void {
		this.#lastByteAt = position;
	}

	listen(listener: RequestListener): void {
		this.#listener = listener;
		if (this.channel.received > this.#requestEnd) this.#tell(this.channel.received);
	}

	/** What has come after the request that was handled. */
	#tell(position: number): void {
		this.#listener?.progress(position - this.#requestEnd);
		if (this.#listener === undefined || this.#lastByteAt < 0 || position < this.#lastByteAt) return;
		this.#lastByteAt = -1;
		this.#listener?.ended();
	}

	/** The client's end of the connection is no more. */
	gone(): void {
		const listener = this.#listener;
		this.#listener = undefined;
		listener?.gone();
	}

	/** All of the answer is written. */
	answered(): void {
		this.answerEnd = this.channel.written;
		if (!this.#keepAlive || this.hasChangedProtocol) this.channel.end();
	}
}

/** A class, so that an answer costs one small object. */
class Http1Answer implements Answer {
	readonly #server: Http1Server;

	constructor(server: Http1Server) {
		this.#server = server;
	}

	get isOpen(): boolean {
		return this.#server.channel.isOpen;
	}

	head(bytes: Bytes, changesProtocol = false): void {
		this.#server.channel.cork();
		this.#server.hasChangedProtocol = changesProtocol;
		this.#server.answerHeadEnd = this.#server.channel.write(bytes);
	}

	body(bytes: Bytes): Bytes {
		const { channel, answerHeadEnd } = this.#server;
		channel.cork();
		if (bytes > 0) channel.write(bytes);
		return channel.written - answerHeadEnd;
	}

	end(): void {
		this.#server.answered();
	}

	whole(headBytes: Bytes, bodyBytes: Bytes): void {
		const { channel } = this.#server;
		this.#server.answerHeadEnd = channel.written + headBytes;
		channel.write(headBytes + bodyBytes);
		this.end();
	}

	reset(): void {
		this.#server.gone();
		this.#server.channel.abort();
	}

	listen(listener: RequestListener): void {
		this.#server.listen(listener);
	}
}
