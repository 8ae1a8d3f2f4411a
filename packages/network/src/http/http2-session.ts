import type { Bytes, Nanoseconds } from "@roundtrip/model";
import type { Network } from "../network.ts";
import type { CloseReason } from "../tcp/endpoint.ts";
import type { Channel } from "../tls/channel.ts";
import type { TlsOptions } from "../tls/handshake.ts";
import { countSetUp, countSince, FROM_THE_START, type Mark, mark, tlsRoundTripsOf } from "./accounting.ts";
import { outcomeOf } from "./client.ts";
import type { Upload } from "./exchange.ts";
import { Http2End, type Http2Windows } from "./http2-end.ts";
import { frame, HEADERS, INITIAL_WINDOW, OPENING, PREFACE, SETTING } from "./http2-frames.ts";
import type { SendStream } from "./http2-send-queue.ts";
import { type Http2Request, Http2Server } from "./http2-server.ts";
import type { Handler } from "./server.ts";
import type { Session, SessionEnded } from "./session-client.ts";
import { takeAll, type Wanted } from "./wanted.ts";

/** An exchange with its stream. */
interface Carried {
	readonly wanted: Wanted;
	readonly slot: StreamSlot;
	began: Mark;
	received: Bytes;
	/** Whether its request was made, whatever became of its bytes. */
	isMade: boolean;
	/** What the client still sends of the body, and the stream at the server's end. */
	upload: SendStream | undefined;
	request: Http2Request | undefined;
}

/** One of the streams that are allowed at once: when exchanges were done in it, ascending. */
type StreamSlot = Nanoseconds[];

/** Before the server's settings are here, so many streams at once (nghttp2's peer_max_concurrent_streams). */
const STREAMS_AT_FIRST = 100;

/** What a session is made of. */
export interface SessionOptions {
	readonly tls: TlsOptions | undefined;
	readonly windows: Http2Windows;
	readonly serverWindows: Http2Windows;
	readonly concurrentStreams: number;
	readonly handler: Handler;
}

/** One HTTP/2 connection with both its ends; every exchange is a stream of it. */
export class Http2Session implements Session {
	readonly #network: Network;
	readonly #options: SessionOptions;
	readonly #ended: SessionEnded;
	readonly #number: number;
	readonly #client: Channel;
	readonly #serverChannel: Channel;
	readonly #clientEnd: Http2End;
	readonly #server: Http2Server;
	readonly #carried = new Map<number, Carried>();
	readonly #waiting: Wanted[] = [];
	readonly #freeSlots: StreamSlot[] = [];
	/** The exchange for which the connection is opened. */
	#opener: Wanted | undefined;
	#streamLimit = STREAMS_AT_FIRST;
	#nextStream = 1;
	#finished = 0;
	#ready = false;

	constructor(network: Network, number: number, options: SessionOptions, ended: SessionEnded) {
		this.#network = network;
		this.#number = number;
		this.#options = options;
		this.#ended = ended;
		const { client, server } = network.connect(
			{
				connected: () => this.#tellOpener("connected"),
				ready: () => this.#clientReady(),
				received: (position) => this.#clientEnd.received(position),
				closed: (reason) => this.#clientClosed(reason),
			},
			{
				ready: () => this.#server.ready(),
				received: (position) => this.#server.end.received(position),
				ended: () => {
					this.#server.gone();
					this.#serverChannel.end();
				},
				closed: () => this.#server.gone(),
			},
			options.tls,
			number,
		);
		this.#client = client;
		this.#serverChannel = server;
		const { handler, windows, serverWindows } = options;
		this.#server = new Http2Server(network, server, number, handler, serverWindows, () => this.#clientEnd.written);
		this.#clientEnd = new Http2End(
			client,
			network.client,
			{
				headers: (stream) => this.#answered(stream),
				data: (stream, bytes) => this.#receivedOf(stream, bytes),
				end: (stream) => this.#finish(stream),
				settings: () => this.#raiseLimit(),
			},
			() => this.#server.end.written,
			windows,
		);
	}

	ask(wanted: Wanted): void {
		if (this.#ready && this.#carried.size < this.#streamLimit) this.#send(wanted, this.#freeSlots.shift() ?? []);
		else if (this.#opener === undefined) wanted.standIn(this.#waiting);
		else wanted.waitIn(this.#waiting);
		this.#opener ??= wanted;
	}

	close(): void {
		for (const wanted of takeAll(this.#carried, this.#waiting)) wanted.drop();
		this.#client.destroy();
	}

	#tellOpener(what: "connected" | "secured"): void {
		const opener = this.#opener;
		if (opener !== undefined && !opener.isOver) opener.watcher[what]?.(this.#number);
	}

	#clientReady(): void {
		this.#ready = true;
		if (this.#options.tls !== undefined) this.#tellOpener("secured");
		this.#clientEnd.queue(frame(OPENING, 0, PREFACE));
		// Where windows other than the initial ones are said, that pushes are not wanted is said too.
		const { windows } = this.#options;
		this.#clientEnd.announce(windows, windows.streamBytes === INITIAL_WINDOW ? 0 : SETTING);
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
			if (next === undefined) return;
			const slot = this.#freeSlots.shift() ?? [];
			next.countQueue(slot);
			this.#send(next, slot);
		}
	}

	#send(wanted: Wanted, slot: StreamSlot): void {
		const number = this.#nextStream;
		this.#nextStream += 2;
		const first = number === 1;
		const carried: Carried = {
			wanted,
			slot,
			began: FROM_THE_START,
			received: 0,
			isMade: false,
			upload: undefined,
			request: undefined,
		};
		this.#carried.set(number, carried);
		wanted.letGo = () => this.#giveUp(number, carried);
		const { times, roundTrips } = wanted;
		times.assignedNs = this.#network.kernel.now;
		if (first) countSetUp(this.#client, tlsRoundTripsOf(this.#options.tls), times, roundTrips);
		const { requestNs = 0 } = this.#network.client.costs;
		this.#network.client.run(requestNs, () => {
			if (wanted.isOver) return;
			carried.isMade = true;
			wanted.leave(this.#number, () => this.#writeRequest(number, carried));
		});
	}

	#writeRequest(number: number, carried: Carried): void {
		const { spec, times } = carried.wanted;
		if (number > 1) carried.began = mark(this.#client, this.#serverChannel);
		times.sentNs = this.#network.kernel.now;
		carried.request = this.#server.expect(number, spec);
		const { requestBodyBytes = 0, isOpen = false } = spec;
		const isOnlyHead = requestBodyBytes === 0 && !isOpen;
		this.#clientEnd.control(frame(HEADERS, number, spec.requestHeadBytes, 0, isOnlyHead));
		if (isOnlyHead) return;
		carried.upload = this.#clientEnd.sending.open(number);
		if (requestBodyBytes > 0) this.#clientEnd.data(carried.upload, requestBodyBytes);
		if (isOpen) carried.wanted.upload = this.#goesOn(carried.upload, requestBodyBytes);
		else this.#clientEnd.finish(carried.upload);
	}

	/** The way of what follows the beginning of a request. */
	#goesOn(stream: SendStream, beginning: Bytes): Upload {
		let written = beginning;
		return {
			write: (bytes) => {
				if (bytes > 0) this.#clientEnd.data(stream, bytes);
				written += bytes;
				return written;
			},
			end: () => this.#clientEnd.finish(stream),
		};
	}

	#giveUp(number: number, carried: Carried): void {
		this.#carried.delete(number);
		this.#freeSlot(carried.slot);
		// A request that vanished was sent as far as the client knows.
		if (carried.isMade) this.#clientEnd.reset(number);
		this.#sendWaiting();
	}

	/** Where fewer streams are allowed than there were, a place is no more. */
	#freeSlot(slot: StreamSlot): void {
		if (this.#carried.size < this.#streamLimit) this.#freeSlots.push(slot);
	}

	#answered(number: number): void {
		const wanted = this.#carried.get(number)?.wanted;
		if (wanted === undefined || wanted.times.firstByteNs >= 0) return;
		wanted.times.firstByteNs = this.#network.kernel.now;
		wanted.watcher.began?.();
	}

	#receivedOf(number: number, bytes: Bytes): void {
		const carried = this.#carried.get(number);
		if (carried === undefined) return;
		carried.received += bytes;
		carried.wanted.watcher.progress?.(carried.received);
	}

	#finish(number: number): void {
		const carried = this.#carried.get(number);
		if (carried === undefined) return;
		this.#carried.delete(number);
		this.#server.forget(number);
		// The answer is over before the request is: nobody takes the rest of it.
		if (carried.upload?.complete === false) this.#clientEnd.reset(number);
		const { times, roundTrips } = carried.wanted;
		times.lastByteNs = this.#network.kernel.now;
		carried.slot.push(times.lastByteNs);
		this.#freeSlot(carried.slot);
		countSince(carried.began, this.#client, this.#serverChannel, roundTrips);
		for (const stream of [carried.upload, carried.request?.answer]) {
			roundTrips.streamWindow += stream?.streamWaits ?? 0;
			roundTrips.connectionWindow += stream?.connectionWaits ?? 0;
		}
		carried.wanted.settle("done", this.#number, this.#finished > 0);
		this.#finished += 1;
		const { responseNs = 0 } = this.#network.client.costs;
		this.#network.client.run(responseNs, () => this.#sendWaiting());
	}

	#clientClosed(reason: CloseReason): void {
		const lost = takeAll(this.#carried, this.#waiting);
		const wasConnected = this.#client.connectedNs >= 0;
		this.#ended(wasConnected);
		// None is found in a list any more: whoever gives one up now, while others hear of it, has nothing to let go of.
		for (const wanted of lost) wanted.letGo = undefined;
		for (const wanted of lost) wanted.settle(outcomeOf(reason, wasConnected), this.#number, this.#finished > 0);
	}
}
