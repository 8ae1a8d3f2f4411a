import type { Bytes, Nanoseconds } from "@roundtrip/model";
import type { Processor } from "../processor.ts";
import type { CloseReason, TcpEndpoint, TcpUser } from "../tcp/endpoint.ts";
import { abandon, abort, bytesReceived, close, write } from "../tcp/stack.ts";
import type { HandshakePlan } from "./handshake.ts";
import { DATA, FLIGHT, OTHER, RecordQueue } from "./record-queue.ts";
import { closeNotify, RECORD_DATA, recordOverhead, type TlsVersion } from "./sizes.ts";

/** Whoever uses one end of a channel. */
export interface ChannelUser {
	/** TCP's handshake is done at this end. */
	connected?(): void;
	/** Data may be sent and will come: with TLS when its handshake is done at this end, else as `connected`. */
	ready(): void;
	/** Data has arrived up to this position, counted from 0; with TLS once for each record. */
	received(position: number): void;
	/** The other end will send no more. */
	ended?(): void;
	closed?(reason: CloseReason): void;
}

/** What both ends of a secured connection know of each other's records. */
export interface Secured {
	readonly version: TlsVersion;
	readonly plan: HandshakePlan;
	readonly toServer: RecordQueue;
	readonly toClient: RecordQueue;
}

export function createSecured(version: TlsVersion, plan: HandshakePlan): Secured {
	return { version, plan, toServer: new RecordQueue(), toClient: new RecordQueue() };
}

/**
 * One end of a connection as a program sees it: bytes of data in, bytes of data out, plain or in records. What a program
 * writes while it handles one thing leaves together, as it does where a program corks its writes.
 */
export class Channel implements TcpUser {
	/** When TCP's and TLS's handshake were done at this end; -1: not yet. */
	connectedNs: Nanoseconds = -1;
	readyNs: Nanoseconds = -1;
	/** Data written and data received so far. */
	written: Bytes = 0;
	received: Bytes = 0;
	user: ChannelUser | undefined;
	isDestroyed = false;
	#tcp: TcpEndpoint | undefined = undefined;
	readonly #isClient: boolean;
	readonly #secured: Secured | undefined;
	readonly #processor: Processor;
	/** Bytes for TCP that wait until the present work is done, and where they will end in the stream. */
	#corked = 0;
	#position = 0;
	#depth = 0;
	#isCorked = false;
	/** The next flight that is to be sent or received. */
	#flight = 0;

	constructor(isClient: boolean, user: ChannelUser, processor: Processor, secured: Secured | undefined) {
		this.#isClient = isClient;
		this.user = user;
		this.#processor = processor;
		this.#secured = secured;
	}

	/** TCP's end; there from the moment at which the connection is begun. */
	get tcp(): TcpEndpoint {
		if (this.#tcp === undefined) throw new Error("the channel has no connection yet");
		return this.#tcp;
	}

	/** Whether what is written goes to the other end, as far as this end knows. */
	get isOpen(): boolean {
		const tcp = this.#tcp;
		return tcp !== undefined && tcp.state === "open" && !tcp.finReceived && !tcp.finQueued;
	}

	attach(tcp: TcpEndpoint): void {
		this.#tcp = tcp;
	}

	/** Sends data; gives the position at which it ends. */
	write(bytes: Bytes): number {
		this.written += bytes;
		const secured = this.#secured;
		if (secured === undefined) {
			this.#put(bytes);
		} else {
			const overhead = recordOverhead(secured.version);
			for (let left = bytes; left > 0; left -= RECORD_DATA) {
				const data = Math.min(left, RECORD_DATA);
				this.#record(DATA, data + overhead, this.written - left + data);
			}
		}
		if (this.#depth === 0) this.#flush();
		return this.written;
	}

	/** Whatever is written until `work` returns leaves together. */
	together(work: () => void): void {
		this.#depth += 1;
		work();
		this.#depth -= 1;
		if (this.#depth === 0) this.#flush();
	}

	/** Whatever is written in this turn of the program leaves together. */
	cork(): void {
		if (this.#isCorked) return;
		this.#isCorked = true;
		this.#depth += 1;
		this.#processor.later(0, () => {
			this.#isCorked = false;
			this.#depth -= 1;
			if (this.#depth === 0) this.#flush();
		});
	}

	/** Does `work` when this end's program has worked for `costNs`; what was written before it waits and leaves with it. */
	after(costNs: Nanoseconds, work: () => void): void {
		this.#depth += 1;
		this.#processor.run(costNs, () => {
			work();
			this.#depth -= 1;
			if (this.#depth === 0) this.#flush();
		});
	}

	/** Ends this side's stream. */
	end(): void {
		if (this.#secured !== undefined && this.readyNs >= 0)
			this.#record(OTHER, closeNotify(this.#secured.version), this.written);
		this.#flush();
		close(this.tcp);
	}

	/**
	 * Ends it and hears no more, as a program that destroys its socket; but for `silenced`: the host has tried for as long as
	 * it does to send what was written, and has heard nothing.
	 */
	destroy(silenced?: () => void): void {
		this.user = undefined;
		this.isDestroyed = true;
		if (this.#tcp === undefined) return;
		this.#flush();
		abandon(this.#tcp, silenced);
	}

	/** Ends both directions at once, with a reset. */
	abort(): void {
		abort(this.tcp);
	}

	// What TCP tells.

	connected(): void {
		this.connectedNs = this.tcp.side.kernel.now;
		const { connectedNs = 0 } = this.#processor.costs;
		this.#processor.run(this.#isClient ? connectedNs : 0, () => {
			this.together(() => {
				this.user?.connected?.();
				if (this.#secured === undefined) this.#becomeReady();
				else if (this.#isClient) this.#begin(this.#secured);
			});
		});
	}

	readable(): void {
		const position = bytesReceived(this.tcp);
		this.#processor.run(this.#costOf(position), () => {
			this.together(() => this.#take(position));
		});
	}

	ended(): void {
		this.#processor.run(0, () => this.user?.ended?.());
	}

	closed(reason: CloseReason): void {
		this.#processor.run(0, () => this.user?.closed?.(reason));
	}

	// TLS.

	#begin(secured: Secured): void {
		this.#sendFlight(secured);
		if (secured.plan.earlyData) this.#becomeReady();
	}

	/** What the handshake's flights that have come cost this program. */
	#costOf(position: number): Nanoseconds {
		const secured = this.#secured;
		if (secured === undefined || this.#flight >= secured.plan.flights.length) return 0;
		if (!this.#incoming(secured).isHere(position)) return 0;
		const { handshakeNs = 0, laterFlightNs = 0 } = this.#processor.costs;
		return this.#flight <= 1 ? handshakeNs : laterFlightNs;
	}

	#take(position: number): void {
		const secured = this.#secured;
		if (secured === undefined) {
			this.received = position;
			this.user?.received(position);
			return;
		}
		const records = this.#incoming(secured);
		while (records.isHere(position)) {
			const kind = records.firstKind();
			const dataEnd = records.firstDataEnd();
			records.shift();
			if (kind === FLIGHT) {
				this.#takeFlight(secured);
			} else if (kind === DATA) {
				this.received = dataEnd;
				this.user?.received(dataEnd);
			}
		}
	}

	#takeFlight(secured: Secured): void {
		this.#flight += 1;
		const { flights } = secured.plan;
		if (this.#flight < flights.length) this.#sendFlight(secured);
		if (this.#flight < flights.length) return;
		if (!this.#isClient) {
			for (const bytes of secured.plan.serverTail) this.#record(OTHER, bytes, this.written);
		}
		this.#becomeReady();
	}

	#sendFlight(secured: Secured): void {
		const bytes = secured.plan.flights[this.#flight];
		if (bytes === undefined) return;
		this.#record(FLIGHT, bytes, this.written);
		this.#flight += 1;
	}

	#becomeReady(): void {
		if (this.readyNs >= 0) return;
		this.readyNs = this.tcp.side.kernel.now;
		this.user?.ready();
	}

	#incoming(secured: Secured): RecordQueue {
		return this.#isClient ? secured.toClient : secured.toServer;
	}

	#record(kind: number, bytes: Bytes, dataEnd: number): void {
		const secured = this.#secured;
		if (secured === undefined) return;
		this.#put(bytes);
		(this.#isClient ? secured.toServer : secured.toClient).push(kind, this.#position, dataEnd);
	}

	#put(bytes: Bytes): void {
		this.#position += bytes;
		this.#corked += bytes;
	}

	#flush(): void {
		const bytes = this.#corked;
		if (bytes === 0) return;
		this.#corked = 0;
		write(this.tcp, bytes);
	}
}
