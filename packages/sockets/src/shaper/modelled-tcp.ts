import { bytesReceived, type CloseReason, type PacketRecord, type TcpPair } from "@roundtrip/network";
import { ByteQueue } from "./byte-queue.ts";
import type { ShapedLink } from "./link.ts";
import type { ModelledNetwork, ModelledUser } from "./modelled-network.ts";

/** What is heard of one end of a connection, when its time has come. */
export interface ModelledEnd {
	/** Bytes are here in order; those that came at one moment come together. */
	arrived(chunks: readonly Uint8Array[]): void;
	ended(): void;
	closed(why: CloseReason): void;
}

/** Who hears of a connection in the model. */
export interface ModelledTcpUser {
	readonly here: ModelledEnd;
	readonly there: ModelledEnd;
	/** The SYN has come to the other end's machine; its answer has come here. */
	knocked(): void;
	connected(): void;
	/** The machine or the process at the other end is gone. */
	farSideDied(): void;
	/** After each of these: what is on its way may be something else. */
	changed(): void;
}

/** A connection in the model, both its ends, with the real bytes that wait until the model's have arrived. */
export class ModelledTcp {
	/** Bytes on their way to the other end, and to this one. */
	readonly forth: ByteQueue = new ByteQueue();
	readonly back: ByteQueue = new ByteQueue();
	pair: TcpPair | undefined;
	readonly #link: ShapedLink;
	readonly #network: ModelledNetwork;
	readonly #number: number;
	readonly #user: ModelledTcpUser;

	constructor(link: ShapedLink, network: ModelledNetwork, number: number, user: ModelledTcpUser) {
		this.#link = link;
		this.#network = network;
		this.#number = number;
		this.#user = user;
	}

	/** Sends the SYN at a time. */
	open(atNs: number): void {
		const user = this.#user;
		const { requestOut, responseOut } = this.#link.lags;
		const told: ModelledUser = {
			client: {
				connected: () => this.#soon(() => user.connected()),
				readable: () => this.#readable("client", this.back, responseOut),
				...this.#closing(user.here),
			},
			server: {
				connected: () => undefined,
				readable: () => this.#readable("server", this.forth, requestOut),
				...this.#closing(user.there),
			},
			packet: (record) => this.#packet(record),
			farSideDied: () => this.#soon(() => user.farSideDied()),
		};
		this.#network.connect(atNs, this.#number, told, (pair) => {
			this.pair = pair;
		});
	}

	/** Does something at the ends at a time, if there are any yet. */
	do(atNs: number, action: (pair: TcpPair) => void): void {
		const { pair } = this;
		if (pair !== undefined) this.#network.do(atNs, () => action(pair));
	}

	/** Nothing more is told of it. */
	forget(): void {
		this.#network.forget(this.#number);
	}

	#closing(end: ModelledEnd): Pick<ModelledUser["client"], "ended" | "closed"> {
		return {
			ended: () => this.#soon(() => end.ended()),
			closed: (why) => this.#soon(() => end.closed(why)),
		};
	}

	/** In the model, more of a stream is at an end. */
	#readable(side: keyof TcpPair, queue: ByteQueue, lagNs: number): void {
		if (this.pair === undefined) return;
		const end = side === "client" ? this.#user.here : this.#user.there;
		queue.letGo(bytesReceived(this.pair[side]), this.#network.nowNs, (due) => {
			this.#soon(() => end.arrived(queue.takeUntil(due.position)), lagNs);
		});
	}

	#packet({ from, flags, arrivesNs }: PacketRecord): void {
		if (from !== "client" || flags[0] !== "SYN" || arrivesNs === undefined) return;
		this.#link.timers.at(arrivesNs, () => this.#user.knocked());
	}

	/** After what has happened in the model by now, ns of lag earlier than the model says. */
	#soon(action: () => void, lagNs = 0): void {
		this.#link.timers.at(this.#network.nowNs - lagNs, () => {
			action();
			this.#user.changed();
		});
	}
}
