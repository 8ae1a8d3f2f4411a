import type { Bytes, Nanoseconds } from "@roundtrip/model";
import type { Network } from "../network.ts";
import type { Channel } from "../tls/channel.ts";
import type { TlsOptions } from "../tls/handshake.ts";
import { countSetUp, countSince, type Mark, mark } from "./accounting.ts";
import type { ExchangeDone, ExchangeSpec, ExchangeTimes, RoundTrips } from "./exchange.ts";
import type { Answer, Handler } from "./server.ts";

/** `HTTP/1.1 100 Continue` and an empty line. */
const CONTINUE_BYTES: Bytes = 25;

/** An exchange on its way through a client. */
export interface Http1Exchange {
	readonly spec: ExchangeSpec;
	readonly times: ExchangeTimes;
	readonly roundTrips: RoundTrips;
	readonly done: ExchangeDone;
	/** Is told of each part of the body as it arrives. */
	readonly progress: ((bytes: Bytes) => void) | undefined;
}

/** One place in a client's pool: connections follow each other in it. */
export interface Http1Slot {
	/** When exchanges were done in it, ascending. */
	readonly finishedNs: Nanoseconds[];
}

/** Whoever owns connections: hears when one can carry the next exchange, and when one is no more. */
export interface Http1Owner {
	freed(connection: Http1Connection): void;
	gone(connection: Http1Connection): void;
}

/**
 * One connection with both its ends: one exchange after the other, each begun when the one before it is done. The two
 * ends share the sizes of what is under way, nothing else.
 */
export class Http1Connection {
	readonly number: number;
	/** Exchanges that were done on it. */
	served = 0;
	readonly slot: Http1Slot;
	readonly #network: Network;
	readonly #owner: Http1Owner;
	readonly #handler: Handler;
	readonly #keepAlive: boolean;
	readonly #tlsRoundTrips: number;
	readonly #client: Channel;
	readonly #server: Channel;
	#current: Http1Exchange | undefined;
	#began: Mark | undefined;
	#ready = false;
	#open = true;
	/** Where the request's head and the whole of it end in the client's data; -1: not written. */
	#requestHeadEnd = -1;
	#requestEnd = -1;
	/** Where the server's 100, the answer's head, and the whole answer end in the server's data; -1: not known yet. */
	#continueEnd = -1;
	#answerHeadEnd = -1;
	#answerEnd = -1;

	constructor(
		network: Network,
		number: number,
		slot: Http1Slot,
		owner: Http1Owner,
		handler: Handler,
		keepAlive: boolean,
		tls: TlsOptions | undefined,
		first: Http1Exchange,
	) {
		this.#network = network;
		this.number = number;
		this.slot = slot;
		this.#owner = owner;
		this.#handler = handler;
		this.#keepAlive = keepAlive;
		this.#tlsRoundTrips = tlsRoundTripsOf(tls);
		this.#current = first;
		const pair = network.connect(
			{
				ready: () => this.#clientReady(),
				received: (position) => this.#clientReceived(position),
				closed: () => this.#clientClosed(),
			},
			{ ready: () => {}, received: (position) => this.#serverReceived(position), ended: () => pair.server.end() },
			tls,
		);
		this.#client = pair.client;
		this.#server = pair.server;
	}

	/** Begins the next exchange on a connection that is free. */
	carry(exchange: Http1Exchange): void {
		this.#current = exchange;
		if (this.#ready) this.#sendRequest(exchange);
	}

	/** The client ends the connection. */
	close(): void {
		if (!this.#open) return;
		this.#open = false;
		this.#client.destroy();
	}

	#clientReady(): void {
		this.#ready = true;
		const exchange = this.#current;
		if (exchange === undefined) return;
		countSetUp(this.#client, this.#tlsRoundTrips, exchange.times, exchange.roundTrips);
		this.#sendRequest(exchange);
	}

	#sendRequest(exchange: Http1Exchange): void {
		const { requestNs = 0 } = this.#network.client.costs;
		this.#client.after(requestNs, () => this.#writeRequest(exchange));
	}

	#writeRequest(exchange: Http1Exchange): void {
		const { spec, times } = exchange;
		this.#began = this.served === 0 ? FROM_THE_START : mark(this.#client, this.#server);
		this.#continueEnd = -1;
		this.#answerHeadEnd = -1;
		this.#answerEnd = -1;
		const bodyBytes = spec.requestBodyBytes ?? 0;
		this.#requestHeadEnd = this.#client.written + spec.requestHeadBytes;
		this.#requestEnd = this.#requestHeadEnd + bodyBytes;
		times.sentNs = this.#network.kernel.now;
		const waits = bodyBytes > 0 && (spec.expectsContinue ?? false);
		if (waits) exchange.roundTrips.request += 1;
		this.#client.write(spec.requestHeadBytes + (waits ? 0 : bodyBytes));
	}

	#serverReceived(position: number): void {
		const exchange = this.#current;
		if (exchange === undefined || this.#requestEnd < 0) return;
		const { spec } = exchange;
		if (position < this.#requestEnd) {
			const waits = (spec.expectsContinue ?? false) && this.#continueEnd < 0;
			if (waits && position >= this.#requestHeadEnd) this.#continueEnd = this.#server.write(CONTINUE_BYTES);
			return;
		}
		this.#requestEnd = -1;
		const { requestNs = 0 } = this.#network.server.costs;
		const arrivedNs = this.#network.kernel.now;
		this.#server.after(requestNs, () => this.#handler(spec, this.#answer(), arrivedNs));
	}

	#answer(): Answer {
		const server = this.#server;
		const end = (): void => {
			this.#answerEnd = server.written;
			if (!this.#keepAlive) server.end();
		};
		return {
			head: (bytes) => {
				this.#answerHeadEnd = server.write(bytes);
			},
			body: (bytes) => {
				if (bytes > 0) server.write(bytes);
			},
			end,
			whole: (headBytes, bodyBytes) => {
				this.#answerHeadEnd = server.written + headBytes;
				server.write(headBytes + bodyBytes);
				end();
			},
		};
	}

	#clientReceived(position: number): void {
		const exchange = this.#current;
		if (exchange === undefined) return;
		if (this.#continueEnd >= 0 && position >= this.#continueEnd) {
			this.#continueEnd = Number.POSITIVE_INFINITY;
			this.#client.write(exchange.spec.requestBodyBytes ?? 0);
		}
		if (this.#answerHeadEnd < 0 || position < this.#answerHeadEnd) return;
		if (exchange.times.firstByteNs < 0) exchange.times.firstByteNs = this.#network.kernel.now;
		exchange.progress?.(position - this.#answerHeadEnd);
		if (this.#answerEnd >= 0 && position >= this.#answerEnd) this.#finish(exchange);
	}

	#finish(exchange: Http1Exchange): void {
		this.#current = undefined;
		exchange.times.lastByteNs = this.#network.kernel.now;
		this.slot.finishedNs.push(exchange.times.lastByteNs);
		if (this.#began !== undefined) countSince(this.#began, this.#client, this.#server, exchange.roundTrips);
		const { times, roundTrips } = exchange;
		const reused = this.served > 0;
		this.served += 1;
		// The connection is free before whoever asked hears of the answer: what it asks next can have it.
		const { responseNs = 0 } = this.#network.client.costs;
		this.#network.client.run(responseNs, () => {});
		this.#release();
		exchange.done({ outcome: "done", times, roundTrips, reused, connection: this.number });
	}

	#release(): void {
		if (this.#keepAlive && this.#open) {
			this.#owner.freed(this);
			return;
		}
		this.close();
		this.#owner.gone(this);
	}

	#clientClosed(): void {
		if (!this.#open) return;
		this.#open = false;
		const exchange = this.#current;
		this.#current = undefined;
		if (exchange !== undefined) {
			const { times, roundTrips } = exchange;
			exchange.done({ outcome: "failed", times, roundTrips, reused: this.served > 0, connection: this.number });
		}
		this.#owner.gone(this);
	}
}

/** The first exchange of a connection counts its handshake's resends too. */
const FROM_THE_START: Mark = { congestionWaits: 0, receiveWindowWaits: 0, recoveries: 0 };

/** Round-trips before a client may send data, TCP's not counted; -1 without TLS. */
export function tlsRoundTripsOf(tls: TlsOptions | undefined): number {
	if (tls === undefined) return -1;
	if (tls.version === "1.3") return (tls.resumed ?? false) && (tls.earlyData ?? false) ? 0 : 1;
	return (tls.resumed ?? false) ? 1 : 2;
}
