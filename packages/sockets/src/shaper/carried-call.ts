import type { Fate } from "@roundtrip/behaviour";
import { type CallId, type Method, requestOf, responseOf } from "@roundtrip/model";
import type { TcpPair } from "@roundtrip/network";
import { ofCall } from "../journal/entry.ts";
import type { HeldBytes } from "./held-bytes.ts";
import type { ShapedLink } from "./link.ts";
import { createMeter, type MessageMeter } from "./message-meter.ts";
import { delayOf, type SeenMessage, writeLost, writeSent } from "./message-writer.ts";
import { type Accounts, accountsOf, waitsBetween } from "./waits.ts";

/** What a connection carries. */
export interface CarriedSpec {
	readonly call: CallId;
	readonly method: Method;
	readonly connection: string;
	/** When the request was handed over, ns. */
	readonly handedNs: number;
	/** The connection's two ends as the call begins with it. */
	readonly ends: TcpPair | undefined;
}

/** A call on a connection: its two messages go by here, faults strike them, and what becomes of them is written down. */
export class CarriedCall {
	readonly call: CallId;
	handedNs: number;
	readonly #link: ShapedLink;
	readonly #connection: string;
	readonly #request: MessageMeter = createMeter();
	readonly #response: MessageMeter;
	/** Where the connection's accounts stood when it began with the call. */
	readonly #accounts: Accounts;
	/** The request, when it has begun to leave; the answer, when it has begun to arrive. */
	#sent: SeenMessage | undefined;
	#answered: SeenMessage | undefined;
	#isAnswered = false;

	constructor(link: ShapedLink, { call, method, connection, handedNs, ends }: CarriedSpec) {
		this.#link = link;
		this.call = call;
		this.handedNs = handedNs;
		this.#connection = connection;
		this.#response = createMeter(method !== "HEAD");
		this.#accounts = accountsOf(ends);
	}

	/** Whether its request has begun to leave. */
	get hasSent(): boolean {
		return this.#sent !== undefined;
	}

	/** Bytes of the request leave the program, and go on when they may. */
	takeRequest(chunk: Uint8Array, forth: HeldBytes): void {
		const { handedNs } = this;
		this.#request.take(chunk);
		this.#sent ??= this.#begin("request", handedNs);
		const { fate } = this.#sent;
		if (fate.kind !== "lose") forth.put(chunk, handedNs + delayOf(fate));
		if (this.#request.isComplete) writeSent(this.#link, this.#sent, this.#request);
	}

	/** Bytes of the answer, which its program wrote at a time, have come by. */
	takeResponse(chunk: Uint8Array, answeredNs: number, back: HeldBytes): void {
		this.#response.take(chunk);
		const answer = this.#answered ?? this.#begin("response", answeredNs);
		const { fate, dueNs } = answer;
		const nowNs = this.#link.timers.clock.now();
		const isComplete = this.#response.isComplete;
		this.#answered = isComplete ? { ...answer, dueNs: nowNs + delayOf(fate) } : answer;
		if (isComplete) writeSent(this.#link, this.#answered, this.#response);
		if (fate.kind !== "lose") back.put(chunk, fate.kind === "delay" ? dueNs : nowNs);
	}

	/** A message begins to leave the program, or comes to it. */
	#begin(direction: "request" | "response", sentNs: number): SeenMessage {
		const { call } = this;
		const { faults, name, timers, forth } = this.#link;
		const isRequest = direction === "request";
		const fate: Fate = faults.fate(isRequest ? requestOf(call) : responseOf(call), name, direction);
		const dueNs = (isRequest ? sentNs + forth.delayNs : timers.clock.now()) + delayOf(fate);
		return { call, direction, connection: this.#connection, sentNs, dueNs, fate };
	}

	/** The answer has wholly arrived; gives the time. */
	wasAnswered(ends: TcpPair | undefined): number {
		const { journal, timers, from, to } = this.#link;
		this.#isAnswered = true;
		const at = timers.clock.now();
		const waits = waitsBetween(this.#accounts, accountsOf(ends));
		journal.write({
			...{ ...ofCall(this.call), at, node: from, message: responseOf(this.call), connection: this.#connection },
			...{ kind: "delivered", data: { from: to, ...(waits === undefined ? {} : { waits }) } },
		});
		return at;
	}

	/** The answer is here, and nobody takes it. */
	loseAnswer(): void {
		if (this.#answered === undefined || this.#isAnswered) return;
		writeLost(this.#link, this.#answered, this.#link.timers.clock.now(), { where: 1, why: "closed" });
	}

	/** Nothing more of the request comes to the other end, and something of it is missing there. */
	loseRequest(): void {
		const sent = this.#sent;
		if (sent === undefined || sent.fate.kind === "lose" || this.#isAnswered) return;
		const isNobodyThere = this.#link.wasGone(sent.dueNs);
		const at = isNobodyThere ? Math.max(sent.dueNs, 0) : this.#link.timers.clock.now();
		writeLost(this.#link, sent, at, { where: 1, why: isNobodyThere ? "node-down" : "closed" });
	}
}
