import type { Bytes } from "@roundtrip/model";
import type { Network } from "../network.ts";
import type { Death } from "../tcp/stack.ts";
import { CLIENT_FINISH_QUIC, clientHelloQuic, serverFlightQuic } from "../tls/sizes.ts";
import { outcomeOf } from "./client.ts";
import type { Upload } from "./exchange.ts";
import type { Http3SessionOptions, QuicTimers } from "./http3-options.ts";
import { FRAME_HEADER, type Http3Request, Http3Server } from "./http3-server.ts";
import { CRYPTO } from "./quic-datagram.ts";
import { QuicEnd } from "./quic-end.ts";
import type { Session, SessionEnded } from "./session-client.ts";
import { takeAll, type Wanted } from "./wanted.ts";

/** An exchange with its stream. */
interface Carried {
	readonly wanted: Wanted;
	request: Http3Request | undefined;
	waitsBefore: number;
	recoveriesBefore: number;
}

/**
 * One HTTP/3 connection with both its ends. The handshake takes one round-trip, TCP's and TLS's in one (RFC 9001, 4); with
 * early data none before the first request.
 */
export class Http3Session implements Session {
	readonly #network: Network;
	readonly #number: number;
	readonly #options: Http3SessionOptions;
	readonly #ended: SessionEnded;
	readonly #client: QuicEnd;
	readonly #server: Http3Server;
	readonly #carried = new Map<number, Carried>();
	readonly #waiting: Wanted[] = [];
	/** The exchange for which the connection is opened. */
	#opener: Wanted | undefined;
	#nextStream = 0;
	#finished = 0;
	/** Streams can be opened; the handshake is done at the client's end. */
	#ready: boolean;
	#finishSent = false;

	constructor(network: Network, number: number, options: Http3SessionOptions, timers: QuicTimers, ended: SessionEnded) {
		this.#network = network;
		this.#number = number;
		this.#options = options;
		this.#ended = ended;
		this.#ready = options.earlyData;
		const { kind, ends } = timers;
		const at = { network, connection: number };
		this.#client = new QuicEnd({ ...at, name: "client" }, kind, ends.length, true, {
			heard: (stream, position) => network.client.run(0, () => this.#clientHeard(stream, position)),
			closed: (reason) => network.client.run(0, () => this.#clientClosed(reason)),
		});
		ends.push(this.#client);
		this.#server = new Http3Server(network, number, options, timers);
		this.#client.peer = this.#server.end;
		this.#server.end.peer = this.#client;
		this.#client.queue(CRYPTO, clientHelloQuic(options, options.resumed));
		if (!options.earlyData) this.#client.flush();
	}

	ask(wanted: Wanted): void {
		const isOpener = this.#opener === undefined;
		this.#opener ??= wanted;
		if (this.#ready) this.#send(wanted);
		else if (isOpener) wanted.standIn(this.#waiting);
		else wanted.waitIn(this.#waiting);
	}

	close(): void {
		for (const wanted of takeAll(this.#carried, this.#waiting)) wanted.drop();
		this.#client.close();
	}

	dies(host: "client" | "server", how: Death): void {
		const end = host === "client" ? this.#client : this.#server.end;
		if (how === "process") end.close();
		else end.forget();
	}

	#send(wanted: Wanted): void {
		const stream = this.#nextStream;
		this.#nextStream += 4;
		const carried: Carried = { wanted, request: undefined, waitsBefore: 0, recoveriesBefore: 0 };
		this.#carried.set(stream, carried);
		wanted.letGo = () => {
			this.#carried.delete(stream);
			this.#client.reset(stream);
		};
		const { times, roundTrips } = wanted;
		const now = this.#network.kernel.now;
		times.assignedNs = now;
		if (stream === 0 && !this.#options.earlyData) {
			roundTrips.connect = 1;
			times.connectedNs = now;
			times.securedNs = now;
		}
		wanted.leave(this.#number, () => this.#writeRequest(stream, carried));
	}

	#writeRequest(stream: number, carried: Carried): void {
		const { spec, times } = carried.wanted;
		const { requestBodyBytes = 0 } = spec;
		times.sentNs = this.#network.kernel.now;
		carried.waitsBefore = this.#client.congestionWaits + this.#server.end.congestionWaits;
		carried.recoveriesBefore = stream === 0 ? 0 : this.#client.recoveries + this.#server.end.recoveries;
		const body = requestBodyBytes > 0 ? FRAME_HEADER + requestBodyBytes : 0;
		const requestEnd = FRAME_HEADER + spec.requestHeadBytes + body;
		carried.request = this.#server.expect(stream, spec, requestEnd);
		this.#client.write(stream, requestEnd);
		if (spec.isOpen === true) carried.wanted.upload = this.#goesOn(stream, carried.request);
	}

	/** The way of what follows the beginning of a request; its end takes a frame, as the answer's does. */
	#goesOn(stream: number, request: Http3Request): Upload {
		let written = 0;
		const put = (bytes: Bytes): void => {
			written += FRAME_HEADER + bytes;
			this.#client.write(stream, FRAME_HEADER + bytes);
		};
		return {
			write(bytes) {
				if (bytes > 0) put(bytes);
				return written;
			},
			end() {
				put(0);
				request.lastByteAt = request.requestEnd + written;
			},
		};
	}

	#clientHeard(stream: number, position: number): void {
		if (stream === CRYPTO) {
			this.#heardHandshake(position);
			return;
		}
		const carried = this.#carried.get(stream);
		const request = carried?.request;
		if (carried === undefined || request === undefined || request.headEnd < 0 || position < request.headEnd) return;
		const { wanted } = carried;
		if (wanted.times.firstByteNs < 0) {
			wanted.times.firstByteNs = this.#network.kernel.now;
			wanted.watcher.began?.();
		}
		if (!wanted.isOver) wanted.watcher.progress?.(position - request.headEnd);
		if (request.answerEnd >= 0 && position >= request.answerEnd && !wanted.isOver) this.#finish(stream, carried);
	}

	#heardHandshake(position: number): void {
		const { resumed } = this.#options;
		if (position < serverFlightQuic(this.#options, resumed) || this.#finishSent) return;
		this.#finishSent = true;
		this.#client.queue(CRYPTO, CLIENT_FINISH_QUIC);
		this.#ready = true;
		const opener = this.#opener;
		if (opener !== undefined && !opener.isOver) opener.watcher.connected?.(this.#number);
		if (opener !== undefined && !opener.isOver) opener.watcher.secured?.(this.#number);
		for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) this.#send(next);
		this.#client.flush();
	}

	#finish(stream: number, carried: Carried): void {
		this.#carried.delete(stream);
		this.#server.forget(stream);
		const { wanted, waitsBefore, recoveriesBefore } = carried;
		const { times, roundTrips } = wanted;
		const server = this.#server.end;
		times.lastByteNs = this.#network.kernel.now;
		roundTrips.congestionWindow += this.#client.congestionWaits + server.congestionWaits - waitsBefore;
		roundTrips.retransmission += this.#client.recoveries + server.recoveries - recoveriesBefore;
		const reused = this.#finished > 0;
		this.#finished += 1;
		wanted.settle("done", this.#number, reused);
	}

	#clientClosed(reason: "reset" | "timeout"): void {
		const lost = takeAll(this.#carried, this.#waiting);
		const wasConnected = this.#finishSent;
		this.#ended(wasConnected);
		for (const wanted of lost) wanted.letGo = undefined;
		const outcome = outcomeOf(reason === "reset" && !wasConnected ? "refused" : reason, wasConnected);
		for (const wanted of lost) wanted.settle(outcome, this.#number, this.#finished > 0);
	}
}
