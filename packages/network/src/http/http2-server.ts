import type { Bytes } from "@roundtrip/model";
import type { Network } from "../network.ts";
import type { Channel } from "../tls/channel.ts";
import type { ExchangeSpec } from "./exchange.ts";
import { Http2End, type Http2Windows } from "./http2-end.ts";
import { type FrameQueue, frame, HEADERS, SETTING } from "./http2-frames.ts";
import type { SendStream } from "./http2-send-queue.ts";
import type { Answer, Handler, RequestListener } from "./server.ts";

/** A stream at the server's end. */
export interface Http2Request {
	readonly spec: ExchangeSpec;
	/** The client has not given it up, as far as the server knows. */
	isWanted: boolean;
	/** The answer's body, once there is some. */
	answer: SendStream | undefined;
	/** How much of the request's body is here, and whether that is all. */
	received: Bytes;
	isWhole: boolean;
	/** Told of what comes after the beginning of the request. */
	listener: RequestListener | undefined;
}

/** The server's end of a session. The client's end shares the sizes of what is under way with it, nothing else. */
export class Http2Server {
	readonly end: Http2End;
	readonly #network: Network;
	readonly #channel: Channel;
	readonly #number: number;
	readonly #handler: Handler;
	readonly #requests = new Map<number, Http2Request>();
	readonly #windows: Http2Windows;

	constructor(
		network: Network,
		channel: Channel,
		number: number,
		handler: Handler,
		windows: Http2Windows,
		incoming: () => FrameQueue,
	) {
		this.#network = network;
		this.#channel = channel;
		this.#number = number;
		this.#handler = handler;
		this.#windows = windows;
		this.end = new Http2End(
			channel,
			network.server,
			{
				headers: (stream) => this.#begun(stream),
				data: (stream, bytes) => this.#received(stream, bytes),
				end: (stream) => this.#ended(stream),
				reset: (stream) => this.#givenUp(stream),
			},
			incoming,
			windows,
		);
	}

	ready(): void {
		this.end.announce(this.#windows, SETTING);
		this.end.schedule();
	}

	/** A request is under way. */
	expect(stream: number, spec: ExchangeSpec): Http2Request {
		const request: Http2Request = {
			spec,
			isWanted: true,
			answer: undefined,
			received: 0,
			isWhole: false,
			listener: undefined,
		};
		this.#requests.set(stream, request);
		return request;
	}

	/** The exchange has ended. */
	forget(stream: number): void {
		this.#requests.delete(stream);
	}

	#givenUp(stream: number): void {
		const request = this.#requests.get(stream);
		this.#requests.delete(stream);
		if (request === undefined) return;
		request.isWanted = false;
		request.listener?.gone();
	}

	/** The connection is no more. */
	gone(): void {
		const all = [...this.#requests.values()];
		this.#requests.clear();
		for (const { listener } of all) listener?.gone();
	}

	#begun(stream: number): void {
		const request = this.#requests.get(stream);
		if (request?.spec.isOpen === true) this.#requested(stream, request);
	}

	#received(stream: number, bytes: Bytes): void {
		const request = this.#requests.get(stream);
		if (request === undefined) return;
		request.received += bytes;
		request.listener?.progress(request.received);
	}

	#ended(stream: number): void {
		const request = this.#requests.get(stream);
		if (request === undefined) return;
		request.isWhole = true;
		if (request.spec.isOpen === true) request.listener?.ended();
		else this.#requested(stream, request);
	}

	#requested(stream: number, request: Http2Request): void {
		const arrivedNs = this.#network.kernel.now;
		const { requestNs = 0 } = this.#network.server.costs;
		this.#network.server.run(requestNs, () => {
			const answer = new Http2Answer(stream, request, this.end, this.#channel);
			this.#handler(request.spec, answer, arrivedNs, this.#number);
		});
	}
}

/** A class, so that an answer costs one small object. */
class Http2Answer implements Answer {
	readonly #stream: number;
	readonly #request: Http2Request;
	readonly #end: Http2End;
	readonly #channel: Channel;
	#written: Bytes = 0;

	constructor(stream: number, request: Http2Request, end: Http2End, channel: Channel) {
		this.#stream = stream;
		this.#request = request;
		this.#end = end;
		this.#channel = channel;
	}

	get isOpen(): boolean {
		return this.#request.isWanted && this.#channel.isOpen;
	}

	head(bytes: Bytes): void {
		this.#head(bytes, false);
	}

	body(bytes: Bytes): Bytes {
		if (bytes > 0 && this.isOpen) this.#end.data(this.#body(), bytes);
		this.#written += bytes;
		return this.#written;
	}

	end(trailerBytes: Bytes = 0): void {
		if (this.isOpen) this.#end.finish(this.#body(), trailerBytes);
	}

	whole(headBytes: Bytes, bodyBytes: Bytes, trailerBytes: Bytes = 0): void {
		const isOnlyHead = bodyBytes === 0 && trailerBytes === 0;
		this.#head(headBytes, isOnlyHead);
		if (isOnlyHead) return;
		this.body(bodyBytes);
		this.end(trailerBytes);
	}

	reset(): void {
		this.#channel.abort();
	}

	listen(listener: RequestListener): void {
		const request = this.#request;
		request.listener = listener;
		if (request.received > 0) listener.progress(request.received);
		if (request.isWhole && request.spec.isOpen === true) listener.ended();
	}

	#head(bytes: Bytes, last: boolean): void {
		if (this.isOpen) this.#end.control(frame(HEADERS, this.#stream, bytes, 0, last));
	}

	#body(): SendStream {
		this.#request.answer ??= this.#end.sending.open(this.#stream);
		return this.#request.answer;
	}
}
