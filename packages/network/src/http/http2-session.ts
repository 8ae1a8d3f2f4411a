import type { Bytes } from "@roundtrip/model";
import type { Network } from "../network.ts";
import type { Channel } from "../tls/channel.ts";
import type { TlsOptions } from "../tls/handshake.ts";
import { countSetUp, countSince, type Mark, mark } from "./accounting.ts";
import type { ExchangeDone, ExchangeSpec, ExchangeTimes, RoundTrips } from "./exchange.ts";
import { tlsRoundTripsOf } from "./http1-connection.ts";
import { DEFAULT_WINDOWS, Http2End, type Http2Windows } from "./http2-end.ts";
import { frame, HEADERS, INITIAL_WINDOW, OPENING, PREFACE, SETTING, SETTINGS, windowUpdate } from "./http2-frames.ts";
import type { SendStream } from "./http2-send-queue.ts";
import type { Answer, Handler } from "./server.ts";

/** An exchange on its way through a client. */
export interface Http2Exchange {
	readonly spec: ExchangeSpec;
	readonly times: ExchangeTimes;
	readonly roundTrips: RoundTrips;
	readonly done: ExchangeDone;
	readonly progress: ((bytes: Bytes) => void) | undefined;
}

/** An exchange with its stream. */
interface Carried {
	readonly exchange: Http2Exchange;
	began: Mark;
	received: Bytes;
	/** What each end still sends of the bodies. */
	upload: SendStream | undefined;
	answer: SendStream | undefined;
}

/** Before the server's settings are here, so many streams at once (nghttp2's peer_max_concurrent_streams). */
const STREAMS_AT_FIRST = 100;

const FROM_THE_START: Mark = { congestionWaits: 0, receiveWindowWaits: 0, recoveries: 0 };

/** What a session is made of. */
export interface SessionOptions {
	readonly tls: TlsOptions | undefined;
	readonly windows: Http2Windows;
	readonly concurrentStreams: number;
	readonly handler: Handler;
}

/** One HTTP/2 connection with both its ends; every exchange is a stream of it. */
export class Http2Session {
	readonly #network: Network;
	readonly #options: SessionOptions;
	readonly #closed: () => void;
	readonly #client: Channel;
	readonly #server: Channel;
	readonly #clientEnd: Http2End;
	readonly #serverEnd: Http2End;
	readonly #carried = new Map<number, Carried>();
	readonly #waiting: Http2Exchange[] = [];
	#streamLimit = STREAMS_AT_FIRST;
	#nextStream = 1;
	#finished = 0;
	#ready = false;

	constructor(network: Network, options: SessionOptions, closed: () => void) {
		this.#network = network;
		this.#options = options;
		this.#closed = closed;
		const { client, server } = network.connect(
			{
				ready: () => this.#clientReady(),
				received: (position) => this.#clientEnd.received(position),
				closed: () => this.#clientClosed(),
			},
			{
				ready: () => this.#serverReady(),
				received: (position) => this.#serverEnd.received(position),
				ended: () => this.#server.end(),
			},
			options.tls,
		);
		this.#client = client;
		this.#server = server;
		this.#clientEnd = new Http2End(
			client,
			network.client,
			{
				headers: (stream) => this.#answered(stream),
				data: (stream, bytes) => this.#receivedOf(stream, bytes),
				end: (stream) => this.#finish(stream),
				settings: () => this.#raiseLimit(),
			},
			() => this.#serverEnd.written,
			options.windows,
		);
		this.#serverEnd = new Http2End(
			server,
			network.server,
			{ headers: () => {}, data: () => {}, end: (stream) => this.#requested(stream) },
			() => this.#clientEnd.written,
		);
	}

	ask(exchange: Http2Exchange): void {
		if (this.#ready && this.#carried.size < this.#streamLimit) this.#send(exchange);
		else this.#waiting.push(exchange);
	}

	close(): void {
		this.#client.destroy();
	}

	// The client's end.

	#clientReady(): void {
		this.#ready = true;
		const { streamBytes, connectionBytes } = this.#options.windows;
		const isDefault = this.#options.windows === DEFAULT_WINDOWS;
		this.#clientEnd.queue(frame(OPENING, 0, PREFACE));
		// Windows other than the initial ones are said, and that pushes are not wanted.
		this.#clientEnd.queue(isDefault ? frame(SETTINGS, 0, 0) : frame(SETTINGS, 0, 2 * SETTING, streamBytes));
		if (connectionBytes > INITIAL_WINDOW) this.#clientEnd.queue(windowUpdate(0, connectionBytes - INITIAL_WINDOW));
		// All of it leaves with the first requests.
		this.#sendWaiting();
		this.#clientEnd.schedule();
	}

	#raiseLimit(): void {
		this.#streamLimit = this.#options.concurrentStreams;
		this.#sendWaiting();
	}

	#sendWaiting(): void {
		while (this.#waiting.length > 0 && this.#carried.size < this.#streamLimit) {
			const next = this.#waiting.shift();
			if (next !== undefined) this.#send(next);
		}
	}

	#send(exchange: Http2Exchange): void {
		const number = this.#nextStream;
		this.#nextStream += 2;
		const first = number === 1;
		const carried: Carried = { exchange, began: FROM_THE_START, received: 0, upload: undefined, answer: undefined };
		this.#carried.set(number, carried);
		const { times, roundTrips, spec } = exchange;
		times.assignedNs = this.#network.kernel.now;
		if (first) countSetUp(this.#client, tlsRoundTripsOf(this.#options.tls), times, roundTrips);
		const { requestNs = 0 } = this.#network.client.costs;
		this.#network.client.run(requestNs, () => {
			if (!first) carried.began = mark(this.#client, this.#server);
			times.sentNs = this.#network.kernel.now;
			const { requestBodyBytes = 0 } = spec;
			this.#clientEnd.control(frame(HEADERS, number, spec.requestHeadBytes, 0, requestBodyBytes === 0));
			if (requestBodyBytes === 0) return;
			carried.upload = this.#clientEnd.sending.open(number);
			this.#clientEnd.data(carried.upload, requestBodyBytes);
			this.#clientEnd.finish(carried.upload);
		});
	}

	#answered(number: number): void {
		const times = this.#carried.get(number)?.exchange.times;
		if (times !== undefined && times.firstByteNs < 0) times.firstByteNs = this.#network.kernel.now;
	}

	#receivedOf(number: number, bytes: Bytes): void {
		const carried = this.#carried.get(number);
		if (carried === undefined) return;
		carried.received += bytes;
		carried.exchange.progress?.(carried.received);
	}

	#finish(number: number): void {
		const carried = this.#carried.get(number);
		if (carried === undefined) return;
		this.#carried.delete(number);
		const { times, roundTrips, done } = carried.exchange;
		times.lastByteNs = this.#network.kernel.now;
		countSince(carried.began, this.#client, this.#server, roundTrips);
		for (const stream of [carried.upload, carried.answer]) {
			roundTrips.streamWindow += stream?.streamWaits ?? 0;
			roundTrips.connectionWindow += stream?.connectionWaits ?? 0;
		}
		done({ outcome: "done", times, roundTrips, reused: this.#finished > 0, connection: 1 });
		this.#finished += 1;
		const { responseNs = 0 } = this.#network.client.costs;
		this.#network.client.run(responseNs, () => this.#sendWaiting());
	}

	#clientClosed(): void {
		const lost = [...this.#carried.values()].map((carried) => carried.exchange);
		this.#carried.clear();
		this.#closed();
		for (const { times, roundTrips, done } of [...lost, ...this.#waiting]) {
			done({ outcome: "failed", times, roundTrips, reused: this.#finished > 0, connection: 1 });
		}
		this.#waiting.length = 0;
	}

	// The server's end.

	#serverReady(): void {
		this.#serverEnd.control(frame(SETTINGS, 0, SETTING));
	}

	#requested(number: number): void {
		const carried = this.#carried.get(number);
		if (carried === undefined) return;
		const arrivedNs = this.#network.kernel.now;
		const { requestNs = 0 } = this.#network.server.costs;
		this.#network.server.run(requestNs, () => {
			this.#options.handler(carried.exchange.spec, this.#answer(number, carried), arrivedNs);
		});
	}

	#answer(number: number, carried: Carried): Answer {
		const end = this.#serverEnd;
		const body = (bytes: Bytes): void => {
			if (bytes === 0) return;
			carried.answer ??= end.sending.open(number);
			end.data(carried.answer, bytes);
		};
		const finish = (): void => {
			carried.answer ??= end.sending.open(number);
			end.finish(carried.answer);
		};
		return {
			head: (bytes) => end.control(frame(HEADERS, number, bytes)),
			body,
			end: finish,
			whole(headBytes, bodyBytes) {
				end.control(frame(HEADERS, number, headBytes, 0, bodyBytes === 0));
				if (bodyBytes === 0) return;
				body(bodyBytes);
				finish();
			},
		};
	}
}
