import { connect, type Socket } from "node:net";
import { Duplex } from "node:stream";
import {
	abandonTcp,
	abortTcp,
	bytesReceived,
	type CloseReason,
	closeTcp,
	type PacketRecord,
	type TcpPair,
	writeTcp,
} from "@roundtrip/network";
import { ByteQueue } from "./byte-queue.ts";
import type { ShapedLink } from "./link.ts";
import type { ModelledNetwork } from "./modelled-network.ts";
import type { Timer } from "./timers.ts";

/** Who opened a modelled connection. */
export interface ModelledOwner {
	/** The SYN was answered: the connection is open, or nobody listens there. */
	opened(how: "open" | "refused"): void;
	/** The other end knows nothing of the connection any more, or the network has been silent for too long. */
	broken(): void;
	/** Nothing is on its way to the other end any more, and nothing more will be. */
	over(): void;
}

/** So long is waited for what a program that has gone had written and the network keeps losing, ns. */
const LEFT_BEHIND_NS = 10_000_000_000;
/** More in one burst than a single read brings: the rest of it is likely to come. */
const LARGE_BURST_BYTES = 32_768;
/** So long a part of a segment waits for the rest of its burst, ns. */
const REST_COMES_WITHIN_NS = 500_000;
/** A longer pause between bytes from the other end begins another burst, ns. Those of one burst were handed over at once. */
const BURST_GAP_NS = 2_000_000;
/** The same within a large answer, of which nothing else can be the rest: a busy machine may be slow to bring it. */
const LARGE_BURST_GAP_NS = 200_000_000;

/**
 * A TCP connection over the loopback interface whose bytes come when a model of TCP says so: each end's bytes are written
 * to that end of the model, and let go at the other when the model has them there in order. Handshake, ends and resets
 * are the model's too.
 */
export class ModelledConnection extends Duplex {
	readonly #link: ShapedLink;
	readonly #network: ModelledNetwork;
	readonly #number: number;
	readonly #owner: ModelledOwner;
	readonly #forth = new ByteQueue();
	readonly #back = new ByteQueue();
	#pair: TcpPair | undefined;
	#socket: Socket | undefined;
	#state: "opening" | "open" | "closed" = "opening";
	#isRefused = false;
	/** The program or machine that the connection was made with is gone. */
	#isFarSideGone = false;
	/** Nothing more comes to the other end. */
	#isOver = false;
	#isBusy = false;
	/** When what is written now was handed over, ns; known only to whoever handed it over. */
	#handedNs: number | undefined;
	#burstNs = 0;
	#burstBytes = 0;
	/** Bytes from the other end that the model has not been given yet. */
	#held = 0;
	#heldTimer: Timer | undefined;
	#lastBackNs = Number.NEGATIVE_INFINITY;

	constructor(link: ShapedLink, network: ModelledNetwork, number: number, owner: ModelledOwner) {
		super();
		this.#link = link;
		this.#network = network;
		this.#number = number;
		this.#owner = owner;
	}

	/** Sends the SYN at a time. */
	open(atNs: number): void {
		const user = {
			client: {
				connected: () => this.#soon(() => this.#connected()),
				readable: () => this.#readableHere(),
				ended: () => this.#soon(() => this.#endedHere()),
				closed: (why: CloseReason) => this.#soon(() => this.#closedHere(why)),
			},
			server: {
				connected: () => undefined,
				readable: () => this.#readableThere(),
				ended: () => this.#soon(() => this.#endedThere()),
				closed: (why: CloseReason) => this.#soon(() => this.#closedThere(why)),
			},
			packet: (record: PacketRecord) => this.#packet(record),
			farSideDied: () => this.#soon(() => this.#farSideDied()),
		};
		this.#network.connect(atNs, this.#number, user, (pair) => {
			this.#pair = pair;
		});
		this.#weigh();
	}

	/** What is written from here on was handed over at this time, until something comes back. */
	handOver(atNs: number): void {
		this.#handedNs = atNs;
	}

	/** Whether all that was written has come to the other end. */
	get hasComeThrough(): boolean {
		return this.#forth.out === this.#forth.in;
	}

	/** When the other end began with what it said last, ns. */
	get answeredNs(): number {
		return this.#burstNs;
	}

	/** The two ends in the model, for their accounts. */
	get ends(): TcpPair | undefined {
		return this.#pair;
	}

	/** After what has happened in the model by now, ns of lag earlier than the model says. */
	#soon(action: () => void, lagNs = 0): void {
		this.#link.timers.at(this.#network.nowNs - lagNs, () => {
			action();
			this.#weigh();
		});
	}

	#packet(record: PacketRecord): void {
		const isSyn = record.from === "client" && record.flags[0] === "SYN";
		if (isSyn && record.arrivesNs !== undefined) this.#link.timers.at(record.arrivesNs, () => this.#knock());
	}

	/** The SYN has come to the other end's machine; by the plan of crashes somebody may be there. */
	#knock(): void {
		if (this.#socket !== undefined || this.#isOver || !this.#link.isThere()) return;
		const socket = connect({ host: "127.0.0.1", port: this.#link.port, noDelay: true, allowHalfOpen: true });
		this.#socket = socket;
		let isAccepted = false;
		socket.on("connect", () => {
			isAccepted = true;
		});
		socket.on("data", (chunk) => this.#takeBack(chunk));
		socket.on("end", () => this.#endHeld());
		socket.on("error", (error: NodeJS.ErrnoException) => {
			if (isAccepted) return;
			// A process that is just being killed still takes connections, and drops them.
			if (error.code !== "ECONNREFUSED" && error.code !== "ECONNRESET") throw error;
			this.#isRefused = true;
		});
		socket.on("close", (hadError) => {
			if (hadError) this.#atServer(this.#link.timers.clock.now(), ({ server }) => abortTcp(server));
		});
	}

	/** The server's program has written something. */
	#takeBack(chunk: Buffer): void {
		const nowNs = this.#link.timers.clock.now();
		const gapNs = this.#isLargeBurst && this.#link.spec.over === "http/1.1" ? LARGE_BURST_GAP_NS : BURST_GAP_NS;
		if (nowNs - this.#lastBackNs > gapNs) {
			this.#writeHeld();
			this.#burstNs = nowNs - this.#link.lags.responseIn;
			this.#burstBytes = 0;
		}
		this.#lastBackNs = nowNs;
		this.#back.add(chunk);
		this.#burstBytes += chunk.length;
		this.#held += chunk.length;
		this.#writeHeld(this.#isLargeBurst ? this.#pair?.server.mss : undefined);
		if (this.#held > 0) this.#heldTimer = this.#link.timers.after(REST_COMES_WITHIN_NS, () => this.#writeHeld());
	}

	get #isLargeBurst(): boolean {
		return this.#burstBytes > LARGE_BURST_BYTES;
	}

	/** Gives the model what the server's program has written: whole segments, or all. What it wrote at once stays together. */
	#writeHeld(segment = 1): void {
		this.#heldTimer?.cancel();
		const bytes = this.#held - (this.#held % segment);
		this.#held -= bytes;
		if (bytes > 0) this.#atServer(this.#burstNs, ({ server }) => writeTcp(server, bytes));
	}

	#endHeld(): void {
		this.#writeHeld();
		this.#atServer(this.#link.timers.clock.now(), ({ server }) => closeTcp(server));
	}

	#atServer(timeNs: number, action: (pair: TcpPair) => void): void {
		const pair = this.#pair;
		if (pair === undefined) return;
		this.#network.do(timeNs, () => action(pair));
		this.#weigh();
	}

	#connected(): void {
		if (this.#state !== "opening") return;
		this.#state = this.#isRefused ? "closed" : "open";
		this.#owner.opened(this.#isRefused ? "refused" : "open");
	}

	/** In the model, more of the client's stream is at the server. */
	#readableThere(): void {
		if (this.#pair === undefined) return;
		this.#forth.letGo(bytesReceived(this.#pair.server), this.#network.nowNs, (due) => {
			this.#soon(() => this.#arriveThere(this.#forth.takeUntil(due.position)), this.#link.lags.requestOut);
		});
	}

	#arriveThere(chunks: readonly Uint8Array[]): void {
		if (chunks.length === 0) return;
		// What the server says from now on may follow from this.
		this.#lastBackNs = Number.NEGATIVE_INFINITY;
		this.#socket?.cork();
		for (const chunk of chunks) this.#socket?.write(chunk);
		this.#socket?.uncork();
	}

	#readableHere(): void {
		if (this.#pair === undefined) return;
		this.#back.letGo(bytesReceived(this.#pair.client), this.#network.nowNs, (due) => {
			this.#soon(() => this.#arriveHere(this.#back.takeUntil(due.position)), this.#link.lags.responseOut);
		});
	}

	#arriveHere(chunks: readonly Uint8Array[]): void {
		if (this.#state !== "open") return;
		for (const chunk of chunks) {
			this.#handedNs = undefined;
			this.push(chunk);
		}
	}

	#endedThere(): void {
		this.#socket?.end();
		this.#finish();
	}

	#closedThere(why: CloseReason): void {
		if (why !== "closed") this.#socket?.destroy();
		this.#finish();
	}

	#endedHere(): void {
		if (this.#state === "open") this.push(null);
	}

	#closedHere(why: CloseReason): void {
		const { state } = this;
		if (state === "closed" || why === "closed") return;
		this.#state = "closed";
		if (why === "refused") this.#owner.opened("refused");
		else this.#owner.broken();
		this.#finish();
	}

	/** Where this end has gone too, nobody will ever say anything about the connection again. */
	#farSideDied(): void {
		this.#isFarSideGone = true;
		if (this.#state === "closed") this.#finish();
	}

	/** Nothing more comes to the other end. */
	#finish(): void {
		if (this.#isOver) return;
		this.#isOver = true;
		if (this.#state === "closed") this.#network.forget(this.#number);
		this.#owner.over();
	}

	get state(): "opening" | "open" | "closed" {
		return this.#state;
	}

	/** Counts it among the link's things under way while something of it is. */
	#weigh(): void {
		const isAlive = !this.#isOver && !this.#isFarSideGone;
		const isForthBusy = this.#state === "closed" || !this.hasComeThrough;
		const isBackBusy = this.#state === "open" && this.#back.out < this.#back.in;
		const isBusy = this.#state !== "opening" && isAlive && (isForthBusy || isBackBusy);
		if (isBusy === this.#isBusy) return;
		this.#isBusy = isBusy;
		this.#link.underWay += isBusy ? 1 : -1;
	}

	override _read(): void {
		// Bytes come when the model lets them; nobody can ask for them.
	}

	override _write(chunk: Uint8Array, _encoding: string, done: () => void): void {
		this.#send([chunk]);
		done();
	}

	override _writev(chunks: readonly { readonly chunk: Uint8Array }[], done: () => void): void {
		this.#send(chunks.map(({ chunk }) => chunk));
		done();
	}

	#send(chunks: readonly Uint8Array[]): void {
		const pair = this.#pair;
		if (pair === undefined || this.#state !== "open") return;
		let bytes = 0;
		for (const chunk of chunks) {
			// Its owner may use the memory again.
			this.#forth.add(Uint8Array.from(chunk));
			bytes += chunk.length;
		}
		this.#network.do(this.#handedNs ?? this.#link.timers.clock.now(), () => writeTcp(pair.client, bytes));
		this.#weigh();
	}

	override _final(done: () => void): void {
		const pair = this.#pair;
		if (pair !== undefined && this.#state === "open") {
			this.#network.do(this.#link.timers.clock.now(), () => closeTcp(pair.client));
		}
		done();
	}

	override _destroy(error: Error | null, done: (error: Error | null) => void): void {
		this.#leave();
		done(error);
	}

	/** This end's program has gone, as after close(2); what it wrote goes on. */
	#leave(): void {
		const pair = this.#pair;
		if (this.#state === "closed") {
			this.#weigh();
			return;
		}
		const wasOpening = this.#state === "opening";
		this.#state = "closed";
		if (pair !== undefined) this.#network.do(this.#link.timers.clock.now(), () => abandonTcp(pair.client));
		if (wasOpening || this.#isFarSideGone) this.#finish();
		else this.#link.timers.after(LEFT_BEHIND_NS, () => this.#finish());
		this.#weigh();
	}
}
