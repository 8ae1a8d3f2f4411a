import type { Duplex } from "node:stream";
import type { TLSSocket } from "node:tls";
import type { CallId, EventOf } from "@roundtrip/model";
import { isParseError } from "../readable.ts";
import { distrustOf, isBadRecord, secure, securedData } from "../tls/secure.ts";
import { type CallConnection, type Carriage, type ConnectionOwner, systemError } from "./call-connection.ts";
import { CarriedCall } from "./carried-call.ts";
import { type ConnectionEventKind, writeConnectionEvent } from "./connection-event.ts";
import { connectionName } from "./connection-name.ts";
import { HeldBytes } from "./held-bytes.ts";
import type { ShapedLink } from "./link.ts";
import type { FlowingMessage } from "./message-flow.ts";
import { ModelledConnection } from "./modelled-connection.ts";
import type { ModelledNetwork } from "./modelled-network.ts";
import { ShapedStream } from "./shaped-stream.ts";

/**
 * A modelled connection with HTTP/1.1 on it, in the clear or secured. It sees the messages as its program writes and reads
 * them, plays the faults that strike them, and writes down what becomes of them. To its HTTP library it is a socket.
 */
export class MeteredConnection extends ShapedStream implements CallConnection {
	readonly #link: ShapedLink;
	readonly #name: string;
	readonly #owner: ConnectionOwner;
	readonly #raw: ModelledConnection;
	readonly #forth: HeldBytes;
	readonly #back: HeldBytes;
	/** What the program's bytes go into: the connection, or TLS on it. */
	#inner: Duplex;
	#state: "opening" | "open" | "closed" = "opening";
	/** The address is known, and the SYN has left. */
	#isConnecting = false;
	#opened: (error: Error | null) => void = () => undefined;
	#carried: CarriedCall | undefined;
	#earlierCall: CallId | undefined;

	constructor(link: ShapedLink, network: ModelledNetwork, owner: ConnectionOwner) {
		super();
		const number = link.nextConnection();
		this.#link = link;
		this.#name = connectionName(link, number);
		this.#owner = owner;
		this.#raw = new ModelledConnection(link, network, number, {
			opened: (how) => (how === "open" ? this.#connected() : this.#refused()),
			broken: () => this.#reset(),
			over: () => this.#requestMayBeLost(),
		});
		this.#inner = this.#raw;
		this.#forth = new HeldBytes(link.timers, (chunk, atNs) => this.#goForth(chunk, atNs));
		this.#back = new HeldBytes(link.timers, (chunk) => this.#goBack(chunk));
	}

	carry(carriage: Carriage, atNs: number): void {
		this.#earlierCall = this.#carried?.call;
		const { ends } = this.#raw;
		this.#carried = new CarriedCall(this.#link, {
			...{ ...carriage, connection: this.#name, handedNs: atNs, ends },
			broken: (where) => (where === "here" ? this.#reset() : this.#raw.breaks(this.#link.timers.clock.now())),
			...(this.#link.trust === undefined ? {} : { damage: (where) => this.#raw.damage(where) }),
		});
		if (this.#state === "open") this.#raw.handOver(atNs);
	}

	get hasSent(): boolean {
		return this.#carried?.hasSent === true;
	}

	get isOpen(): boolean {
		return this.#state === "open";
	}

	open(atNs: number, opened: (error: Error | null) => void): void {
		this.#opened = opened;
		const { addresses } = this.#link;
		if (addresses === undefined) this.#connect(atNs);
		else addresses.ask(this.#carried?.call ?? "", atNs, (knownNs) => this.#connect(knownNs));
	}

	#connect(atNs: number): void {
		if (this.#state === "closed") return;
		this.#isConnecting = true;
		this.#write("connecting", { to: this.#link.to }, { at: atNs });
		this.#raw.open(atNs);
	}

	giveUp(): void {
		this.#leaveAs("gave-up");
	}

	leave(): void {
		this.#leaveAs("left");
	}

	hearNoMore(): void {
		this.#carried?.hearNoMore();
	}

	saidGoodbye(why: "left" | "done"): void {
		if (this.#state !== "closed") this.#write("closed", { to: this.#link.to, why });
	}

	#leaveAs(why: "gave-up" | "left"): void {
		if (this.#state === "closed") return;
		if (this.#isConnecting) this.#write("closed", { to: this.#link.to, why });
		this.#state = "closed";
		this.destroy();
	}

	breakOff(): void {
		this.#reset();
	}

	wasAnswered(isLast = false): number {
		if (this.#carried === undefined) throw new Error(`${this.#name} was answered without having asked`);
		const at = this.#carried.wasAnswered(this.#raw.ends);
		if (isLast || !this.#link.spec["keep-alive"]) this.#done();
		return at;
	}

	/** It was for one request, and has carried it. */
	#done(): void {
		this.#write("closed", { to: this.#link.to, why: "done" });
		this.#state = "closed";
		this.#inner.end();
		this.#owner.ended();
	}

	#connected(): void {
		if (this.#state !== "opening") return;
		const at = this.#write("connected", { to: this.#link.to });
		const { trust } = this.#link;
		if (trust === undefined) this.#ready(this.#raw, at);
		else secure(this.#link, trust, this.#raw, (error, secured) => this.#secured(error, secured));
	}

	#secured(error: Error | undefined, secured: TLSSocket): void {
		if (this.#state !== "opening") return;
		if (error !== undefined) {
			const certificate = distrustOf(error);
			this.#state = "closed";
			if (certificate !== undefined) {
				this.#write("refused", { to: this.#link.to, certificate });
				this.#owner.refused();
			}
			this.#opened(error);
			return;
		}
		this.#ready(secured, this.#write("secured", securedData(this.#link, secured)));
	}

	#ready(inner: Duplex, atNs: number): void {
		this.#state = "open";
		this.#inner = inner;
		inner.on("data", (chunk: Buffer) => this.#takeBack(chunk));
		inner.on("end", () => this.push(null));
		// What went wrong is told by the connection below, but for what doesn't prove what it is: TLS finds that at either end.
		inner.on("error", (error) => {
			if (isBadRecord(error)) this.#reset();
		});
		if (this.#carried !== undefined) this.#carried.handedNs = atNs;
		this.#raw.handOver(atNs);
		this.#opened(null);
	}

	#refused(): void {
		if (this.#state !== "opening") return;
		this.#state = "closed";
		this.#write("refused", { to: this.#link.to });
		this.#owner.refused();
		this.#opened(systemError("ECONNREFUSED"));
	}

	/** The word that the other end knows nothing of this connection any more has come here. */
	#reset(): void {
		if (this.#state === "closed") return;
		this.#state = "closed";
		// A call whose request has not left yet goes on without this connection.
		const call = this.hasSent ? undefined : this.#earlierCall;
		if (this.#carried?.hasSaidGoodbye !== true) {
			this.#write("closed", { to: this.#link.to, why: "reset" }, { call });
		}
		this.#owner.ended();
		this.destroy(systemError("ECONNRESET"));
	}

	protected override takeWritten(chunks: readonly Uint8Array[]): void {
		if (chunks.length > 1) this.#inner.cork();
		for (const chunk of chunks) this.#carried?.takeRequest(chunk, this.#forth);
		this.#inner.uncork();
	}

	#goForth(chunk: Uint8Array, atNs: number): void {
		this.#raw.handOver(atNs);
		if (!this.#inner.destroyed) this.#inner.write(chunk);
	}

	#takeBack(chunk: Buffer): void {
		const carried = this.#carried;
		if (this.#state !== "open" || carried === undefined) return;
		carried.takeResponse(chunk, this.#raw.answeredNs, this.#back, (message) => this.#took(carried, message));
	}

	/** A message is here; that of a call that is no stream counts when its HTTP library has read it. */
	#took(carried: CarriedCall, message: FlowingMessage): void {
		if (carried !== this.#carried || this.#state !== "open") return;
		if (message.isHead) carried.isStream = true;
		if (!carried.isStream) return;
		carried.writeDelivered(message.item, this.#raw.ends);
		this.#owner.arrived(message);
	}

	#goBack(chunk: Uint8Array): void {
		if (this.#state === "open") this.push(chunk);
		else if (this.#back.count === 0) this.#carried?.loseAnswer();
	}

	/** Nothing more comes to the other end: a request that is not there yet never will be. */
	#requestMayBeLost(): void {
		if (!this.#raw.hasComeThrough || this.#forth.count > 0) this.#carried?.loseRequest();
	}

	#write<Kind extends ConnectionEventKind>(
		kind: Kind,
		data: EventOf<Kind>["data"],
		{ call = this.#carried?.call ?? "", at }: { readonly call?: CallId | undefined; readonly at?: number } = {},
	): number {
		return writeConnectionEvent(this.#link, { kind, data, connection: this.#name, call, at });
	}

	override _final(done: () => void): void {
		this.#inner.end();
		done();
	}

	override _destroy(error: Error | null, done: (error: Error | null) => void): void {
		const wasOpen = this.#state !== "closed";
		if (wasOpen && isParseError(error)) this.#write("closed", { to: this.#link.to, why: "reset" });
		this.#state = "closed";
		this.#carried?.drop();
		this.#inner.destroy();
		this.#raw.destroy();
		if (wasOpen) this.#owner.ended();
		done(error);
	}
}
