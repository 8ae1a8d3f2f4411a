import { cutBytes, type EndingFate, endsConnection, type HoldingFate, type OwnFate } from "@roundtrip/behaviour";
import type { CallId } from "@roundtrip/model";
import type { TcpPair } from "@roundtrip/network";
import { ofCall } from "../journal/entry.ts";
import type { Carriage } from "./call-connection.ts";
import { damaged } from "./damage.ts";
import type { HeldBytes } from "./held-bytes.ts";
import type { ShapedLink } from "./link.ts";
import { createMessageFlow, type FlowingMessage, type MessageFlow } from "./message-flow.ts";
import {
	delayOf,
	fateOf,
	messageName,
	type SeenMessage,
	writeEnded,
	writeLost,
	writeOvertaken,
	writeSent,
} from "./message-writer.ts";
import { type Accounts, accountsOf, waitsBetween } from "./waits.ts";

/** What a connection carries. */
export interface CarriedSpec extends Carriage {
	readonly connection: string;
	/** When the request was handed over, ns. */
	readonly handedNs: number;
	/** The connection's two ends as the call begins with it. */
	readonly ends: TcpPair | undefined;
	/** A fault has ended a message: the connection is to end with it, at the other end or here. */
	readonly broken: (where: "there" | "here") => void;
	/** Has what is written next, or what has come last, come damaged; absent in the clear. */
	readonly damage?: (where: "there" | "here") => void;
}

const NOTHING = new Uint8Array();

/** A message that is going by. */
interface GoingBy {
	readonly flowing: FlowingMessage;
	seen: SeenMessage;
}

/**
 * A call on a connection: its messages go by here, faults strike them, and what becomes of them is written down. A stream is a
 * call of more than two.
 */
export class CarriedCall {
	readonly call: CallId;
	handedNs: number;
	/** Its answer is a stream that has begun. */
	isStream = false;
	readonly #link: ShapedLink;
	readonly #connection: string;
	readonly #isWebSocket: boolean;
	readonly #hasItems: boolean;
	readonly #forth: MessageFlow;
	readonly #back: MessageFlow;
	/** Where the connection's accounts stood when it began with the call. */
	readonly #accounts: Accounts;
	/** The last message each way that has begun to go by; of the request, and of what follows the answer. */
	#asking: GoingBy | undefined;
	#answering: GoingBy | undefined;
	/** By which a message was lost on its way: all that is behind it is lost with it. */
	readonly #losses: { request?: OwnFate; response?: OwnFate } = {};
	#isAnswered = false;
	/** The stream's end is here. */
	#isOver = false;
	#hearsNoMore = false;
	readonly #broken: CarriedSpec["broken"];
	readonly #damage: CarriedSpec["damage"];
	#isBroken = false;
	#isDropped = false;
	/** What has come of an answer that ends the connection. */
	readonly #kept: Buffer[] = [];

	constructor(link: ShapedLink, { call, method, stream, connection, handedNs, ends, broken, damage }: CarriedSpec) {
		this.#link = link;
		this.call = call;
		this.handedNs = handedNs;
		this.#connection = connection;
		this.#isWebSocket = stream === "websocket";
		this.#hasItems = stream !== undefined;
		this.#forth = createMessageFlow({ stream });
		this.#back = createMessageFlow({ stream, hasContent: method !== "HEAD" });
		this.#accounts = accountsOf(ends);
		this.#broken = broken;
		this.#damage = damage;
	}

	/** The two ends have said goodbye: the other one closes, which is nothing that anybody has to be told. */
	get hasSaidGoodbye(): boolean {
		return this.#isWebSocket && (this.#isOver || this.#hearsNoMore);
	}

	/** Whether its request has begun to leave. */
	get hasSent(): boolean {
		return this.#asking !== undefined;
	}

	/** Bytes of the request or of what follows it leave the program, and go on when they may. */
	takeRequest(chunk: Uint8Array, forth: HeldBytes): void {
		if (this.#isOver) {
			// The library answers a goodbye by itself.
			if (this.#losses.request === undefined) forth.put(chunk, this.#nowNs);
			return;
		}
		for (const { message: flowing, bytes } of this.#forth.take(chunk)) {
			const sentNs = flowing.item === undefined ? this.handedNs : this.#nowNs;
			const current = this.#asking?.flowing === flowing ? this.#asking : this.#begin("request", flowing, sentNs);
			this.#asking = current;
			const { fate } = current.seen;
			if (fate.kind === "corrupt" || fate.kind === "spoil") {
				this.#comesDamaged(current, fate, bytes, forth);
				continue;
			}
			if (endsConnection(fate)) {
				if (flowing.isComplete) this.#endRequest(current, fate);
				continue;
			}
			if (fate.kind === "hold") {
				this.#holdRequest(current, fate, bytes, forth);
				continue;
			}
			if (fate.kind !== "lose") forth.put(bytes, current.seen.sentNs + delayOf(fate));
			if (flowing.isComplete) this.#writeSent(current);
		}
	}

	/** Bytes of the answer, which its program wrote at a time, have come by; `taken` is told when a message has gone on. */
	takeResponse(chunk: Uint8Array, answeredNs: number, back: HeldBytes, taken: (message: FlowingMessage) => void): void {
		// Nothing comes behind what has ended the connection.
		if (this.#isBroken) return;
		if (this.#hearsNoMore) {
			back.put(chunk, this.#nowNs);
			return;
		}
		for (const { message: flowing, bytes } of this.#back.take(chunk)) {
			const current =
				this.#answering?.flowing === flowing ? this.#answering : this.#begin("response", flowing, answeredNs);
			this.#answering = current;
			const { fate, dueNs } = current.seen;
			const nowNs = this.#nowNs;
			const { isComplete } = flowing;
			if (endsConnection(fate)) {
				this.#endAnswer(current, fate, bytes, back);
				continue;
			}
			if (fate.kind === "hold") {
				this.#holdAnswer(current, fate, bytes, back, taken);
				continue;
			}
			if (isComplete) {
				current.seen = { ...current.seen, item: flowing.item, dueNs: nowNs + delayOf(fate) };
				this.#writeSent(current);
			}
			if (fate.kind === "lose") continue;
			if (isComplete && flowing.item === "end")
				back.put(NOTHING, nowNs, () => {
					this.#isOver = true;
				});
			const took = (): void => this.#took(flowing, taken);
			back.put(bytes, fate.kind === "delay" ? dueNs : nowNs, isComplete ? took : undefined);
		}
	}

	#took(flowing: FlowingMessage, taken: (message: FlowingMessage) => void): void {
		if (flowing.item === undefined) this.#link.overtaking?.delivered("response", this.#nowNs);
		taken(flowing);
	}

	/** It leaves when another request has come before it, unless its asker has gone. */
	#holdRequest(current: GoingBy, fate: HoldingFate, bytes: Uint8Array, forth: HeldBytes): void {
		this.#waitToBeOvertaken(current, fate, bytes, current.seen.sentNs, (whole, leavesNs) => {
			forth.put(whole, leavesNs);
			this.#tellArrival(leavesNs + this.#link.forth.delayNs);
		});
	}

	/** It is here already, and would have left its server so much later. */
	#holdAnswer(
		current: GoingBy,
		fate: HoldingFate,
		bytes: Uint8Array,
		back: HeldBytes,
		taken: (message: FlowingMessage) => void,
	): void {
		const { delayNs } = this.#link.back;
		this.#waitToBeOvertaken(current, fate, bytes, this.#nowNs - delayNs, (whole, leavesNs) => {
			back.put(whole, leavesNs + delayNs, () => this.#took(current.flowing, taken));
		});
	}

	#waitToBeOvertaken(
		current: GoingBy,
		fate: HoldingFate,
		bytes: Uint8Array,
		sinceNs: number,
		leave: (whole: Uint8Array, atNs: number) => void,
	): void {
		const { flowing } = current;
		const { overtaking } = this.#link;
		this.#kept.push(Buffer.from(bytes));
		if (!flowing.isComplete || overtaking === undefined) return;
		const whole = Buffer.concat(this.#kept.splice(0));
		const seen = { ...current.seen, sentNs: sinceNs, dueNs: sinceNs + fate.withinNs + this.#link.forth.delayNs };
		current.seen = seen;
		writeSent(this.#link, seen, flowing);
		this.#link.underWay++;
		overtaking.hold(seen.direction, sinceNs, fate.withinNs, (leavesNs) => {
			this.#link.underWay--;
			if (this.#isDropped) return;
			writeOvertaken(this.#link, seen, fate, leavesNs);
			leave(whole, leavesNs);
		});
	}

	/** A request comes to the other end at a time, as far as this one can tell. */
	#tellArrival(atNs: number): void {
		const { overtaking, timers } = this.#link;
		if (overtaking === undefined) return;
		timers.at(atNs, () => {
			if (!this.#link.wasGone(atNs)) overtaking.delivered("request", atNs);
		});
	}

	/** Its connection is over: what waits at this end never leaves. */
	drop(): void {
		this.#isDropped = true;
	}

	/** It is thrown away at the other end's door, and answered by a reset. */
	#endRequest({ seen, flowing }: GoingBy, fate: EndingFate): void {
		this.#losses.request = { kind: "lose", fault: fate.fault };
		writeSent(this.#link, seen, flowing);
		this.#link.underWay++;
		this.#link.timers.at(seen.dueNs, () => {
			this.#link.underWay--;
			writeEnded(this.#link, seen, fate);
			this.#broken("there");
		});
	}

	/** Its other end finds out by itself: that of TLS by its record, that of HTTP in the clear by what it reads. */
	#comesDamaged(
		current: GoingBy,
		fate: Extract<OwnFate, { readonly kind: "corrupt" | "spoil" }>,
		bytes: Uint8Array,
		forth: HeldBytes,
	): void {
		const { flowing, seen } = current;
		this.#kept.push(Buffer.from(bytes));
		if (!flowing.isComplete) return;
		const whole = Buffer.concat(this.#kept.splice(0));
		if (fate.kind === "spoil") {
			forth.put(damaged(whole, flowing), seen.sentNs);
			this.#writeSent(current);
			return;
		}
		this.#losses.request = { kind: "lose", fault: fate.fault };
		this.#damage?.("there");
		forth.put(whole, seen.sentNs);
		writeSent(this.#link, seen, flowing);
		this.#link.underWay++;
		this.#link.timers.at(seen.dueNs, () => {
			this.#link.underWay--;
			writeEnded(this.#link, seen, fate);
		});
	}

	/** All of it is here; what of it may come does, and then the end of the connection. */
	#endAnswer(current: GoingBy, fate: EndingFate, bytes: Uint8Array, back: HeldBytes): void {
		const { flowing } = current;
		this.#kept.push(Buffer.from(bytes));
		if (!flowing.isComplete) return;
		this.#isBroken = true;
		const nowNs = this.#nowNs;
		const seen = { ...current.seen, item: flowing.item, dueNs: nowNs };
		const whole = Buffer.concat(this.#kept.splice(0));
		const { head, size } = flowing;
		writeSent(this.#link, seen, flowing);
		if (fate.kind === "corrupt") {
			const tls = this.#damage;
			back.put(NOTHING, nowNs, () => {
				writeEnded(this.#link, seen, fate);
				tls?.("here");
			});
			if (tls === undefined) back.put(damaged(whole, flowing), nowNs);
			return;
		}
		if (fate.kind === "truncate") {
			const cut = cutBytes(fate, head.length, size - head.length);
			back.put(whole.subarray(0, cut.head + cut.body), nowNs);
		}
		back.put(NOTHING, nowNs, () => {
			writeEnded(this.#link, seen, fate);
			this.#broken("here");
		});
	}

	/** What comes from now on is nothing that the call has to do with. */
	hearNoMore(): void {
		this.#hearsNoMore = true;
	}

	get #nowNs(): number {
		return this.#link.timers.clock.now();
	}

	#writeSent({ seen, flowing }: GoingBy): void {
		const isComing = seen.fate.kind !== "lose" && flowing.item === undefined;
		if (seen.direction === "request" && isComing) this.#tellArrival(seen.dueNs);
		writeSent(this.#link, { ...seen, item: flowing.item }, flowing);
	}

	/** A message begins to leave the program, or comes to it. */
	#begin(direction: "request" | "response", flowing: FlowingMessage, sentNs: number): GoingBy {
		const { call } = this;
		const isRequest = direction === "request";
		const fate =
			this.#losses[direction] ?? fateOf(this.#link, { call, direction, item: flowing.item, sentNs }, this.#hasItems);
		if (fate.kind === "lose") this.#losses[direction] = fate;
		const dueNs = (isRequest ? sentNs + this.#link.forth.delayNs : this.#nowNs) + delayOf(fate);
		const seen = { call, direction, item: flowing.item, connection: this.#connection, sentNs, dueNs, fate };
		return { flowing, seen };
	}

	/** The answer has wholly arrived; gives the time. */
	wasAnswered(ends: TcpPair | undefined): number {
		this.#isAnswered = true;
		return this.isStream ? this.#nowNs : this.writeDelivered(undefined, ends);
	}

	/** The answer, a stream's head, an item or its end is here; gives the time. */
	writeDelivered(item: FlowingMessage["item"], ends: TcpPair | undefined): number {
		const { journal, from, to } = this.#link;
		const { call } = this;
		const at = this.#nowNs;
		const message = messageName({ call, direction: "response", item });
		const waits = item === undefined ? waitsBetween(this.#accounts, accountsOf(ends)) : undefined;
		journal.write({
			...{ ...ofCall(call), at, node: from, message, connection: this.#connection },
			...{ kind: "delivered", data: { from: to, ...(waits === undefined ? {} : { waits }) } },
		});
		return at;
	}

	/** The answer is here, and nobody takes it. */
	loseAnswer(): void {
		const { seen, flowing } = this.#answering ?? {};
		if (seen === undefined || flowing?.isComplete !== true || this.#isAnswered) return;
		writeLost(this.#link, seen, this.#nowNs, { where: 1, why: "closed" });
	}

	/** Nothing more of the request comes to the other end, and something of it is missing there. */
	loseRequest(): void {
		const { seen, flowing } = this.#asking ?? {};
		if (seen === undefined || flowing?.isComplete !== true || endsOrLoses(seen.fate) || this.#isAnswered) return;
		const isNobodyThere = this.#link.wasGone(seen.dueNs);
		const at = isNobodyThere ? Math.max(seen.dueNs, 0) : this.#nowNs;
		writeLost(this.#link, seen, at, { where: 1, why: isNobodyThere ? "node-down" : "closed" });
	}
}

/** Whether it is told elsewhere that a request doesn't come. */
function endsOrLoses(fate: OwnFate): boolean {
	return fate.kind === "lose" || fate.kind === "corrupt";
}
