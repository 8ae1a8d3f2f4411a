import { Duplex } from "node:stream";
import type { TLSSocket } from "node:tls";
import type { Fate } from "@roundtrip/behaviour";
import { type CallId, type EventOf, type Method, requestOf, responseOf } from "@roundtrip/model";
import { type JournalEntry, ofCall } from "../journal/entry.ts";
import { secure, securedData } from "../tls/secure.ts";
import { type CallConnection, type ConnectionOwner, systemError } from "./call-connection.ts";
import { HeldBytes } from "./held-bytes.ts";
import { connectionName, type ShapedLink } from "./link.ts";
import { createMeter, type MessageMeter } from "./message-meter.ts";
import { type SeenMessage, writeLost, writeSent } from "./message-writer.ts";
import { ModelledConnection } from "./modelled-connection.ts";
import type { ModelledNetwork } from "./modelled-network.ts";
import { type Accounts, accountsOf, NO_ACCOUNTS, waitsBetween } from "./waits.ts";

/** A call that the connection carries. */
interface Carried {
	readonly call: CallId;
	readonly request: MessageMeter;
	readonly response: MessageMeter;
	/** Where the connection's accounts stood when it began with the call. */
	readonly accounts: Accounts;
	handedNs: number;
	/** The request, when it has begun to leave; the answer, when it has begun to arrive. */
	sent?: SeenMessage;
	answered?: SeenMessage;
	isAnswered: boolean;
}

/**
 * A modelled connection with HTTP/1.1 on it, in the clear or secured. It sees the messages as its program writes and reads
 * them, plays the faults that strike them, and writes down what becomes of them. To its HTTP library it is a socket.
 */
export class MeteredConnection extends Duplex implements CallConnection {
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
	#carried: Carried | undefined;
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

	carry(call: CallId, method: Method, atNs: number): void {
		this.#earlierCall = this.#carried?.call;
		this.#carried = {
			...{ call, request: createMeter(), response: createMeter(method !== "HEAD"), handedNs: atNs, isAnswered: false },
			accounts: this.#raw.ends === undefined ? NO_ACCOUNTS : accountsOf(this.#raw.ends),
		};
		if (this.#state === "open") this.#raw.handOver(atNs);
	}

	get hasSent(): boolean {
		return this.#carried?.sent !== undefined;
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
		this.#write("connecting", { to: this.#link.to }, atNs);
		this.#raw.open(atNs);
	}

	giveUp(): void {
		if (this.#state === "closed") return;
		if (this.#isConnecting) this.#write("closed", { to: this.#link.to, why: "gave-up" });
		this.#state = "closed";
		this.destroy();
	}

	wasAnswered(): number {
		const { journal, timers, from, to } = this.#link;
		const carried = this.#carried;
		if (carried === undefined) throw new Error(`${this.#name} was answered without having asked`);
		carried.isAnswered = true;
		const at = timers.clock.now();
		const waits = this.#raw.ends === undefined ? undefined : waitsBetween(carried.accounts, accountsOf(this.#raw.ends));
		journal.write({
			...{ ...ofCall(carried.call), at, node: from, message: responseOf(carried.call), connection: this.#name },
			...{ kind: "delivered", data: { from: to, ...(waits === undefined ? {} : { waits }) } },
		});
		if (!this.#link.spec["keep-alive"]) this.#done();
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
			this.#state = "closed";
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
		// What went wrong is told by the connection below.
		inner.on("error", () => undefined);
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
		this.#write("closed", { to: this.#link.to, why: "reset" }, undefined, call);
		this.#owner.ended();
		this.destroy(systemError("ECONNRESET"));
	}

	override _write(chunk: Uint8Array, _encoding: string, done: () => void): void {
		this.#takeForth(chunk);
		done();
	}

	override _writev(chunks: readonly { readonly chunk: Uint8Array }[], done: () => void): void {
		this.#inner.cork();
		for (const { chunk } of chunks) this.#takeForth(chunk);
		this.#inner.uncork();
		done();
	}

	override _read(): void {
		// Bytes come when the model lets them; nobody can ask for them.
	}

	#takeForth(chunk: Uint8Array): void {
		const carried = this.#carried;
		if (carried === undefined) return;
		const { request, call, handedNs } = carried;
		request.take(chunk);
		carried.sent ??= this.#begin(call, "request", handedNs);
		const message = carried.sent;
		const { fate } = message;
		if (fate.kind !== "lose") this.#forth.put(chunk, fate.kind === "delay" ? handedNs + fate.by : handedNs);
		if (request.isComplete) writeSent(this.#link, message, request);
	}

	#goForth(chunk: Uint8Array, atNs: number): void {
		this.#raw.handOver(atNs);
		if (!this.#inner.destroyed) this.#inner.write(chunk);
	}

	/** A message begins to leave the program, or comes to it. */
	#begin(call: CallId, direction: "request" | "response", sentNs: number): SeenMessage {
		const { faults, name, timers, forth } = this.#link;
		const isRequest = direction === "request";
		const fate: Fate = faults.fate(isRequest ? requestOf(call) : responseOf(call), name, direction);
		const heldNs = fate.kind === "delay" ? fate.by : 0;
		const dueNs = (isRequest ? sentNs + forth.delayNs : timers.clock.now()) + heldNs;
		return { call, direction, connection: this.#name, sentNs, dueNs, fate };
	}

	#takeBack(chunk: Buffer): void {
		const carried = this.#carried;
		if (carried === undefined || this.#state !== "open") return;
		const { response, call } = carried;
		response.take(chunk);
		carried.answered ??= this.#begin(call, "response", this.#raw.answeredNs);
		const { fate, dueNs } = carried.answered;
		const nowNs = this.#link.timers.clock.now();
		if (response.isComplete) {
			const lastDueNs = nowNs + (fate.kind === "delay" ? fate.by : 0);
			carried.answered = { ...carried.answered, dueNs: lastDueNs };
			writeSent(this.#link, carried.answered, response);
		}
		if (fate.kind !== "lose") this.#back.put(chunk, fate.kind === "delay" ? dueNs : nowNs);
	}

	#goBack(chunk: Uint8Array): void {
		if (this.#state === "open") {
			this.push(chunk);
			return;
		}
		const answer = this.#carried?.answered;
		if (answer === undefined || this.#back.count > 0 || this.#carried?.isAnswered === true) return;
		writeLost(this.#link, answer, this.#link.timers.clock.now(), { where: 1, why: "closed" });
	}

	/** Nothing more comes to the other end: a request that is not there yet never will be. */
	#requestMayBeLost(): void {
		const sent = this.#carried?.sent;
		if (sent === undefined || sent.fate.kind === "lose" || this.#carried?.isAnswered === true) return;
		if (this.#raw.hasComeThrough && this.#forth.count === 0) return;
		const { timers } = this.#link;
		const isNobodyThere = this.#link.wasGone(sent.dueNs);
		const at = isNobodyThere ? Math.max(sent.dueNs, 0) : timers.clock.now();
		writeLost(this.#link, sent, at, { where: 1, why: isNobodyThere ? "node-down" : "closed" });
	}

	#write<Kind extends "connecting" | "connected" | "secured" | "refused" | "closed">(
		kind: Kind,
		data: EventOf<Kind>["data"],
		at: number = this.#link.timers.clock.now(),
		call: CallId = this.#carried?.call ?? "",
	): number {
		const { journal, from } = this.#link;
		journal.write({ ...ofCall(call), at, node: from, connection: this.#name, kind, data } as JournalEntry);
		return at;
	}

	override _final(done: () => void): void {
		this.#inner.end();
		done();
	}

	override _destroy(error: Error | null, done: (error: Error | null) => void): void {
		const wasOpen = this.#state !== "closed";
		this.#state = "closed";
		this.#inner.destroy();
		this.#raw.destroy();
		if (wasOpen) this.#owner.ended();
		done(error);
	}
}
