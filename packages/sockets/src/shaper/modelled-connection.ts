import { abandonTcp, abortTcp, type CloseReason, closeTcp, type TcpPair, writeTcp } from "@roundtrip/network";
import { flipped } from "./damage.ts";
import { FarEnd } from "./far-end.ts";
import type { ShapedLink } from "./link.ts";
import type { ModelledNetwork } from "./modelled-network.ts";
import { ModelledTcp } from "./modelled-tcp.ts";
import { ShapedStream } from "./shaped-stream.ts";

/** Who opened a modelled connection. */
export interface ModelledOwner {
	/** The SYN was answered: the connection is open, or nobody listens there. */
	opened(how: "open" | "refused"): void;
	/** The other end knows nothing of the connection any more, or the network has been silent for too long. */
	broken(): void;
	/** Nothing is on its way to the other end any more, and nothing more will be. */
	over(): void;
	/** The program has written something. */
	wrote?(chunk: Uint8Array): void;
}

/** So long is waited for what a program that has gone had written and the network keeps losing, ns. */
const LEFT_BEHIND_NS = 10_000_000_000;

/**
 * A TCP connection over the loopback interface whose bytes come when a model of TCP says so: each end's bytes are written
 * to that end of the model, and let go at the other when the model has them there in order. Handshake, ends and resets
 * are the model's too.
 */
export class ModelledConnection extends ShapedStream {
	readonly #link: ShapedLink;
	readonly #network: ModelledNetwork;
	readonly #owner: ModelledOwner;
	readonly #tcp: ModelledTcp;
	readonly #far: FarEnd;
	#state: "opening" | "open" | "closed" = "opening";
	/** The program or machine that the connection was made with is gone. */
	#isFarSideGone = false;
	/** Nothing more comes to the other end. */
	#isOver = false;
	#isBusy = false;
	/** When what is written now was handed over, ns; known only to whoever handed it over. */
	#handedNs: number | undefined;

	/** Where the next chunk is to be damaged. */
	#damagedAt: number | undefined;
	/** What has come last. */
	#lastCome: Uint8Array | undefined;

	constructor(link: ShapedLink, network: ModelledNetwork, number: number, owner: ModelledOwner) {
		super();
		this.#link = link;
		this.#network = network;
		this.#owner = owner;
		this.#tcp = new ModelledTcp(link, network, number, {
			here: {
				arrived: (chunks) => this.#arrived(chunks),
				ended: () => this.#ended(),
				closed: (why) => this.#closed(why),
			},
			there: {
				arrived: (chunks) => this.#far.write(chunks),
				ended: () => this.#endedThere(),
				closed: (why) => this.#closedThere(why),
			},
			knocked: () => this.#knocked(),
			connected: () => this.#connected(),
			farSideDied: () => this.#farSideDied(),
			changed: () => this.#weigh(),
		});
		this.#far = new FarEnd(link, {
			segmentBytes: () => this.ends?.server.mss,
			read: (chunk) => this.#tcp.back.add(chunk),
			wrote: (bytes, handedNs) => this.#do(handedNs, ({ server }) => writeTcp(server, bytes)),
			ended: () => this.#do(this.#nowNs, ({ server }) => closeTcp(server)),
			broke: () => this.#do(this.#nowNs, ({ server }) => abortTcp(server)),
		});
	}

	/** Sends the SYN at a time. */
	open(atNs: number): void {
		this.#tcp.open(atNs);
		this.#weigh();
	}

	/** What is written from here on was handed over at this time, until something comes back. */
	handOver(atNs: number): void {
		this.#handedNs = atNs;
	}

	/** The other end resets the connection at a time. */
	breaks(atNs: number): void {
		this.#do(atNs, ({ server }) => abortTcp(server));
	}

	/**
	 * A byte changes on its way: `there`, of what is written next; `here`, of what has come last, which comes so once more.
	 * @param place of the byte, from the begin of what is written at once, or from its end where it is less than 0
	 */
	damage(where: "there" | "here", place = -1): void {
		if (where === "there") this.#damagedAt = place;
		else if (this.#lastCome !== undefined) this.push(flipped(this.#lastCome, placeIn(this.#lastCome, place)));
	}

	/** Whether all that was written has come to the other end. */
	get hasComeThrough(): boolean {
		return this.#tcp.forth.isEmpty;
	}

	/** When the other end began with what it said last, ns. */
	get answeredNs(): number {
		return this.#far.answeredNs;
	}

	/** The two ends in the model, for their accounts. */
	get ends(): TcpPair | undefined {
		return this.#tcp.pair;
	}

	get #nowNs(): number {
		return this.#link.timers.clock.now();
	}

	#do(timeNs: number, action: (pair: TcpPair) => void): void {
		this.#tcp.do(timeNs, action);
		this.#weigh();
	}

	#knocked(): void {
		if (!this.#isOver) this.#far.knock();
	}

	#connected(): void {
		if (this.#state !== "opening") return;
		const { isRefused } = this.#far;
		this.#state = isRefused ? "closed" : "open";
		this.#owner.opened(isRefused ? "refused" : "open");
	}

	#arrived(chunks: readonly Uint8Array[]): void {
		if (this.#state !== "open") return;
		for (const chunk of chunks) {
			this.#handedNs = undefined;
			this.#lastCome = chunk;
			this.push(chunk);
		}
	}

	#ended(): void {
		if (this.#state === "open") this.push(null);
	}

	#closed(why: CloseReason): void {
		if (this.#state === "closed" || why === "closed") return;
		this.#state = "closed";
		if (why === "refused") this.#owner.opened("refused");
		else this.#owner.broken();
		this.#finish();
	}

	#endedThere(): void {
		this.#far.end();
		this.#finish();
	}

	#closedThere(why: CloseReason): void {
		if (why !== "closed") this.#far.destroy();
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
		if (this.#state === "closed") this.#tcp.forget();
		this.#owner.over();
	}

	/** Counts it among the link's things under way while something of it is. */
	#weigh(): void {
		const isAlive = !this.#isOver && !this.#isFarSideGone;
		const isForthBusy = (this.#state === "closed" || !this.hasComeThrough) && !this.#isLostForGood("request");
		const isBackBusy = this.#state === "open" && !this.#tcp.back.isEmpty && !this.#isLostForGood("response");
		const isBusy = this.#state !== "opening" && isAlive && (isForthBusy || isBackBusy);
		if (isBusy === this.#isBusy) return;
		this.#isBusy = isBusy;
		this.#link.underWay += isBusy ? 1 : -1;
	}

	/** Nothing gets through in a direction any more, however long one waits. */
	#isLostForGood(direction: "request" | "response"): boolean {
		return this.#network.outageNs(direction) === Number.POSITIVE_INFINITY;
	}

	protected override takeWritten(chunks: readonly Uint8Array[]): void {
		if (this.#state !== "open") return;
		let bytes = 0;
		for (const chunk of chunks) {
			// Its owner may use the memory again.
			this.#tcp.forth.add(this.#damagedAt === undefined ? Uint8Array.from(chunk) : this.#damagedCopy(chunk));
			bytes += chunk.length;
			this.#owner.wrote?.(chunk);
		}
		this.#do(this.#handedNs ?? this.#nowNs, ({ client }) => writeTcp(client, bytes));
	}

	#damagedCopy(chunk: Uint8Array): Uint8Array {
		const place = placeIn(chunk, this.#damagedAt ?? 0);
		this.#damagedAt = undefined;
		return flipped(chunk, place);
	}

	override _final(done: () => void): void {
		if (this.#state === "open") this.#tcp.do(this.#nowNs, ({ client }) => closeTcp(client));
		done();
	}

	override _destroy(error: Error | null, done: (error: Error | null) => void): void {
		this.#leave();
		done(error);
	}

	/** This end's program has gone, as after close(2); what it wrote goes on. */
	#leave(): void {
		const wasOpening = this.#state === "opening";
		if (this.#state !== "closed") {
			this.#state = "closed";
			this.#tcp.do(this.#nowNs, ({ client }) => abandonTcp(client));
			if (wasOpening || this.#isFarSideGone || this.#isLostForGood("request")) this.#finish();
			else this.#link.timers.after(LEFT_BEHIND_NS + this.#network.outageNs("request"), () => this.#finish());
		}
		this.#weigh();
	}
}

/** Less than 0: from the end. */
function placeIn({ length }: Uint8Array, place: number): number {
	return place < 0 ? length + place : place;
}
