import type { Bytes } from "@roundtrip/model";
import type { Network } from "../network.ts";
import {
	CLIENT_FINISH_QUIC,
	clientHelloQuic,
	SESSION_TICKETS_QUIC,
	serverFlightQuic,
	type TlsSizes,
} from "../tls/sizes.ts";
import type { ExchangeDone, ExchangeSpec, ExchangeTimes, RoundTrips } from "./exchange.ts";
import { CRYPTO } from "./quic-datagram.ts";
import { QuicEnd } from "./quic-end.ts";
import type { Answer, Handler } from "./server.ts";

/** An exchange on its way through a client. */
export interface Http3Exchange {
	readonly spec: ExchangeSpec;
	readonly times: ExchangeTimes;
	readonly roundTrips: RoundTrips;
	readonly done: ExchangeDone;
	readonly progress: ((bytes: Bytes) => void) | undefined;
}

/** An exchange with its stream. */
interface Carried {
	readonly exchange: Http3Exchange;
	/** Where the request ends; where the answer's head and the whole of it end in the server's bytes, -1: not known. */
	readonly requestEnd: Bytes;
	written: Bytes;
	headEnd: number;
	answerEnd: number;
	asked: boolean;
	waitsBefore: number;
	recoveriesBefore: number;
}

/** Type and length of a HEADERS or DATA frame, as they mostly are (RFC 9114, 7.1). */
const FRAME_HEADER: Bytes = 3;

/** What a session is made of. */
export interface Http3SessionOptions extends TlsSizes {
	readonly resumed: boolean;
	readonly earlyData: boolean;
	readonly handler: Handler;
}

/**
 * One HTTP/3 connection with both its ends. The handshake takes one round-trip, TCP's and TLS's in one (RFC 9001, 4); with
 * early data none before the first request.
 */
export class Http3Session {
	readonly #network: Network;
	readonly #options: Http3SessionOptions;
	readonly #client: QuicEnd;
	readonly #server: QuicEnd;
	readonly #carried = new Map<number, Carried>();
	readonly #waiting: Http3Exchange[] = [];
	readonly #flightBytes: Bytes;
	#nextStream = 0;
	#finished = 0;
	#ready = false;
	#serverReady = false;

	constructor(
		network: Network,
		options: Http3SessionOptions,
		kind: number,
		id: number,
		register: (end: QuicEnd) => void,
	) {
		this.#network = network;
		this.#options = options;
		const { kernel, path } = network;
		this.#client = new QuicEnd(kernel, path.up, kind, id, true, true, (stream, position) => {
			network.client.run(0, () => this.#clientHeard(stream, position));
		});
		// Whoever has a ticket has a token too, which proves its address (RFC 9000, 8.1.3).
		this.#server = new QuicEnd(kernel, path.down, kind, id + 1, false, options.resumed, (stream, position) => {
			network.server.run(0, () => this.#serverHeard(stream, position));
		});
		register(this.#client);
		register(this.#server);
		this.#client.peer = this.#server;
		this.#server.peer = this.#client;
		this.#flightBytes = serverFlightQuic(options, options.resumed);
		this.#client.queue(CRYPTO, clientHelloQuic(options, options.resumed));
		if (options.earlyData) this.#ready = true;
		else this.#client.flush();
	}

	ask(exchange: Http3Exchange): void {
		if (this.#ready) this.#send(exchange);
		else this.#waiting.push(exchange);
	}

	close(): void {
		this.#client.close();
		this.#server.close();
	}

	#send(exchange: Http3Exchange): void {
		const stream = this.#nextStream;
		this.#nextStream += 4;
		const { spec, times, roundTrips } = exchange;
		const { requestBodyBytes = 0 } = spec;
		const body = requestBodyBytes > 0 ? FRAME_HEADER + requestBodyBytes : 0;
		const requestEnd = FRAME_HEADER + spec.requestHeadBytes + body;
		this.#carried.set(stream, {
			exchange,
			requestEnd,
			written: 0,
			headEnd: -1,
			answerEnd: -1,
			asked: false,
			waitsBefore: this.#client.congestionWaits + this.#server.congestionWaits,
			recoveriesBefore: stream === 0 ? 0 : this.#client.recoveries + this.#server.recoveries,
		});
		const now = this.#network.kernel.now;
		times.assignedNs = now;
		times.sentNs = now;
		if (stream === 0 && !this.#options.earlyData) {
			roundTrips.connect = 1;
			times.connectedNs = now;
			times.securedNs = now;
		}
		this.#client.write(stream, requestEnd);
	}

	#clientHeard(stream: number, position: number): void {
		if (stream === CRYPTO) {
			if (position < this.#flightBytes || this.#finishSent) return;
			this.#finishSent = true;
			this.#client.queue(CRYPTO, CLIENT_FINISH_QUIC);
			this.#ready = true;
			for (const exchange of this.#waiting) this.#send(exchange);
			this.#waiting.length = 0;
			this.#client.flush();
			return;
		}
		const carried = this.#carried.get(stream);
		if (carried === undefined || carried.headEnd < 0 || position < carried.headEnd) return;
		const { times, progress } = carried.exchange;
		if (times.firstByteNs < 0) times.firstByteNs = this.#network.kernel.now;
		progress?.(position - carried.headEnd);
		if (carried.answerEnd >= 0 && position >= carried.answerEnd) this.#finish(stream, carried);
	}

	#finishSent = false;

	#finish(stream: number, carried: Carried): void {
		this.#carried.delete(stream);
		const { times, roundTrips, done } = carried.exchange;
		times.lastByteNs = this.#network.kernel.now;
		roundTrips.congestionWindow += this.#client.congestionWaits + this.#server.congestionWaits - carried.waitsBefore;
		roundTrips.retransmission += this.#client.recoveries + this.#server.recoveries - carried.recoveriesBefore;
		const reused = this.#finished > 0;
		this.#finished += 1;
		done({ outcome: "done", times, roundTrips, reused, connection: 1 });
	}

	#serverHeard(stream: number, position: number): void {
		if (stream === CRYPTO) {
			this.#serverHeardHandshake(position);
			return;
		}
		if (this.#options.earlyData || this.#serverReady) this.#request(stream, position);
		else this.#early.set(stream, position);
	}

	/** Requests that came before the client's finish: it was lost, or overtaken. */
	readonly #early = new Map<number, number>();

	#serverHeardHandshake(position: number): void {
		const hello = clientHelloQuic(this.#options, this.#options.resumed);
		if (position === hello) {
			this.#server.write(CRYPTO, this.#flightBytes);
		} else if (position >= hello + CLIENT_FINISH_QUIC && !this.#serverReady) {
			this.#serverReady = true;
			this.#server.queue(CRYPTO, SESSION_TICKETS_QUIC);
			for (const [stream, reached] of this.#early) this.#request(stream, reached);
			this.#early.clear();
			this.#server.flush();
		}
	}

	#request(stream: number, position: number): void {
		const carried = this.#carried.get(stream);
		if (carried === undefined || carried.asked || position < carried.requestEnd) return;
		carried.asked = true;
		this.#options.handler(carried.exchange.spec, this.#answer(stream, carried), this.#network.kernel.now);
	}

	#answer(stream: number, carried: Carried): Answer {
		const put = (bytes: Bytes): void => {
			carried.written += FRAME_HEADER + bytes;
			this.#server.write(stream, FRAME_HEADER + bytes);
		};
		const answer: Answer = {
			head: (bytes) => {
				carried.headEnd = FRAME_HEADER + bytes;
				put(bytes);
			},
			body: (bytes) => {
				if (bytes > 0) put(bytes);
			},
			end: () => {
				carried.answerEnd = carried.written;
			},
			whole: (headBytes, bodyBytes) => {
				carried.headEnd = FRAME_HEADER + headBytes;
				carried.answerEnd = carried.headEnd + (bodyBytes > 0 ? FRAME_HEADER + bodyBytes : 0);
				this.#server.write(stream, carried.answerEnd);
			},
		};
		return answer;
	}
}
