import type { Bytes, Nanoseconds } from "@roundtrip/model";
import type { Network } from "../network.ts";
import type { CloseReason } from "../tcp/endpoint.ts";
import type { Channel } from "../tls/channel.ts";
import type { TlsOptions } from "../tls/handshake.ts";
import { countSetUp, countSince, FROM_THE_START, type Mark, mark, tlsRoundTripsOf } from "./accounting.ts";
import { outcomeOf } from "./client.ts";
import type { ExchangeSpec, Upload } from "./exchange.ts";
import { Http1Server } from "./http1-server.ts";
import type { Handler } from "./server.ts";
import type { Wanted } from "./wanted.ts";

/** One place in a client's pool: connections follow each other in it. */
export interface Http1Slot {
	/** When exchanges were done in it, ascending. */
	readonly finishedNs: Nanoseconds[];
}

/** Whoever owns connections. */
export interface Http1Owner {
	/** It can carry the next exchange. */
	freed(connection: Http1Connection): void;
	/** It is no more; `wasReset`: it was open, and the client did not end it. */
	gone(connection: Http1Connection, wasReset: boolean): void;
	/** A request has left and never wholly comes: the server's end is no more. */
	inVain(request: ExchangeSpec): void;
	/** After that, when all is told of it: another can be opened in its place. */
	vacated(slot: Http1Slot): void;
}

/** One connection with both its ends: one exchange after the other, each begun when the one before it is done. */
export class Http1Connection {
	readonly number: number;
	readonly slot: Http1Slot;
	isOpen = true;
	/** Exchanges that were done on it. */
	#served = 0;
	readonly #network: Network;
	readonly #owner: Http1Owner;
	readonly #keepAlive: boolean;
	readonly #tls: TlsOptions | undefined;
	readonly #client: Channel;
	readonly #server: Http1Server;
	#current: Wanted | undefined;
	#began: Mark = FROM_THE_START;
	#ready = false;
	/** The body of the request waits for the server's 100. */
	#holdsBody = false;

	constructor(
		network: Network,
		number: number,
		slot: Http1Slot,
		owner: Http1Owner,
		handler: Handler,
		keepAlive: boolean,
		tls: TlsOptions | undefined,
	) {
		this.#network = network;
		this.number = number;
		this.slot = slot;
		this.#owner = owner;
		this.#keepAlive = keepAlive;
		this.#tls = tls;
		const pair = network.connect(
			{
				connected: () => this.#current?.watcher.connected?.(number),
				ready: () => this.#clientReady(),
				received: (position) => this.#clientReceived(position),
				closed: (reason) => this.#clientClosed(reason),
			},
			{
				ready: () => {},
				received: (position) => this.#server.received(position),
				ended: () => {
					this.#server.gone();
					pair.server.end();
				},
				closed: () => this.#serverClosed(),
			},
			tls,
			number,
		);
		this.#client = pair.client;
		this.#server = new Http1Server(network, pair.server, number, handler, keepAlive);
	}

	/** Begins the next exchange on a connection that is free. */
	carry(wanted: Wanted): void {
		this.#current = wanted;
		wanted.letGo = () => {
			this.close();
			this.#owner.vacated(this.slot);
		};
		if (this.#ready) this.#sendRequest(wanted);
	}

	/** The client ends the connection. */
	close(): void {
		if (!this.isOpen) return;
		this.isOpen = false;
		this.#current?.drop();
		this.#client.destroy(() => this.#inVain());
		this.#owner.gone(this, false);
	}

	#serverClosed(): void {
		this.#server.gone();
		this.#inVain();
	}

	/** What has not come by now never does. */
	#inVain(): void {
		const { request } = this.#server;
		if (request !== undefined) this.#owner.inVain(request);
	}

	#clientReady(): void {
		this.#ready = true;
		const wanted = this.#current;
		if (wanted === undefined) return;
		countSetUp(this.#client, tlsRoundTripsOf(this.#tls), wanted.times, wanted.roundTrips);
		if (this.#tls !== undefined) wanted.watcher.secured?.(this.number);
		if (!wanted.isOver) this.#sendRequest(wanted);
	}

	#sendRequest(wanted: Wanted): void {
		const { requestNs = 0 } = this.#network.client.costs;
		this.#client.after(requestNs, () => {
			if (!wanted.isOver) wanted.leave(this.number, () => this.#writeRequest(wanted));
		});
	}

	#writeRequest(wanted: Wanted): void {
		const { spec, times } = wanted;
		if (this.#served > 0) this.#began = mark(this.#client, this.#server.channel);
		const bodyBytes = spec.requestBodyBytes ?? 0;
		this.#holdsBody = bodyBytes > 0 && (spec.expectsContinue ?? false);
		if (this.#holdsBody) wanted.roundTrips.request += 1;
		this.#server.expect(spec, this.#client.written + spec.requestHeadBytes);
		times.sentNs = this.#network.kernel.now;
		const begunAt = this.#client.written + spec.requestHeadBytes + bodyBytes;
		this.#client.write(spec.requestHeadBytes + (this.#holdsBody ? 0 : bodyBytes));
		wanted.upload = new Http1Upload(this.#client, this.#server, begunAt);
	}

	#clientReceived(position: number): void {
		const wanted = this.#current;
		if (wanted === undefined) return;
		const { continueEnd, answerHeadEnd, answerEnd } = this.#server;
		if (this.#holdsBody && continueEnd >= 0 && position >= continueEnd) {
			this.#holdsBody = false;
			this.#client.write(wanted.spec.requestBodyBytes ?? 0);
		}
		if (answerHeadEnd < 0 || position < answerHeadEnd) return;
		if (wanted.times.firstByteNs < 0) {
			wanted.times.firstByteNs = this.#network.kernel.now;
			wanted.watcher.began?.();
		}
		if (!wanted.isOver) wanted.watcher.progress?.(position - answerHeadEnd);
		if (answerEnd >= 0 && position >= answerEnd && !wanted.isOver) this.#finish(wanted);
	}

	#finish(wanted: Wanted): void {
		this.#current = undefined;
		wanted.letGo = undefined;
		wanted.times.lastByteNs = this.#network.kernel.now;
		this.slot.finishedNs.push(wanted.times.lastByteNs);
		countSince(this.#began, this.#client, this.#server.channel, wanted.roundTrips);
		const reused = this.#served > 0;
		this.#served += 1;
		// The connection is free before whoever asked hears of the answer: what it asks next can have it.
		const { responseNs = 0 } = this.#network.client.costs;
		this.#network.client.run(responseNs, () => {});
		this.#release();
		wanted.settle("done", this.number, reused);
	}

	#release(): void {
		if (this.#keepAlive && this.isOpen && !this.#server.hasChangedProtocol) {
			this.#owner.freed(this);
			return;
		}
		this.close();
		this.#owner.vacated(this.slot);
	}

	#clientClosed(reason: CloseReason): void {
		if (!this.isOpen) return;
		this.isOpen = false;
		const wanted = this.#current;
		this.#current = undefined;
		if (wanted !== undefined) wanted.letGo = undefined;
		const wasConnected = this.#client.connectedNs >= 0;
		this.#owner.gone(this, wasConnected);
		wanted?.settle(outcomeOf(reason, wasConnected), this.number, this.#served > 0);
		this.#owner.vacated(this.slot);
	}
}

/** A class, so that an exchange costs one small object. */
class Http1Upload implements Upload {
	readonly #client: Channel;
	readonly #server: Http1Server;
	readonly #begunAt: number;

	/** @param begunAt where the beginning of the request ends in the client's data */
	constructor(client: Channel, server: Http1Server, begunAt: number) {
		this.#client = client;
		this.#server = server;
		this.#begunAt = begunAt;
	}

	write(bytes: Bytes): Bytes {
		this.#client.cork();
		return this.#client.write(bytes) - this.#begunAt;
	}

	end(): void {
		this.#server.requestEnds(this.#client.written);
	}
}
