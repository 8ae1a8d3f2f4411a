import type { HttpReply } from "@roundtrip/behaviour";
import type { Waits } from "@roundtrip/model";
import type { Asked, ExchangeSpec, RoundTrips } from "@roundtrip/network";
import type { World } from "../../world.ts";
import type { Call } from "../call.ts";
import type { Encoder, Message } from "../message.ts";
import { type LossReason, type Passage, recordDelivered, recordLost } from "../message-events.ts";
import type { PacketStream } from "./stream.ts";

/** A connection as its asking end sees it. */
export interface PacketConnection {
	readonly number: number;
	readonly name: string;
	readonly encoder: Encoder;
	readonly opener: PacketExchange;
	/** The call that it was opened for, or the last one that it has carried. */
	lastCall: Call;
	/** `open`: requests may be sent. */
	state: "connecting" | "connected" | "open";
	/** The last event of its opening. */
	readySeq: number;
	/** The last event that made room for another call on it. */
	freedSeq: number;
	/** The event of its end. */
	closedSeq: number | undefined;
	/** The end of the process that accepted it, whose machine tells of it. */
	deathSeq: number | undefined;
	/** Whoever accepted it is no more: no request arrives any more. */
	isDoomed: boolean;
}

/** A call on its way through a network. Its sizes are known when its messages are written. */
export class PacketExchange implements ExchangeSpec {
	requestHeadBytes = 0;
	requestBodyBytes = 0;
	readonly responseHeadBytes = 0;
	readonly responseBodyBytes = 0;
	readonly call: Call;
	/** What explains its next event. */
	causes: readonly number[];
	isQueued = false;
	asked: Asked | undefined = undefined;
	/** The connection that is opened for it, or carries it. */
	connection: PacketConnection | undefined = undefined;
	request: PacketMessage | undefined = undefined;
	answer: PacketMessage | undefined = undefined;
	reply: HttpReply | undefined = undefined;
	/** What follows request and answer, where something does. */
	stream: PacketStream | undefined = undefined;

	constructor(call: Call, causes: readonly number[]) {
		this.call = call;
		this.causes = causes;
	}

	get isOpen(): boolean {
		return this.call.question.isOpen === true;
	}

	/** Whether it may have more messages than two. */
	get isStream(): boolean {
		const { down, up } = this.call.conversation.shape;
		return down || up;
	}

	write({ headBytes, bodyBytes }: Message): void {
		this.requestHeadBytes = headBytes;
		this.requestBodyBytes = bodyBytes;
	}
}

/** A message on its way: delivered once, or lost once. */
export class PacketMessage {
	isOver = false;
	/** When its bytes are written; infinite where they never are. */
	leavesNs: number;
	/** The fault that has struck it, if it never arrives because of one. */
	lostBy: number | undefined = undefined;
	readonly #world: World;
	readonly #passage: Passage;
	readonly sentSeq: number;

	constructor(world: World, passage: Passage, sentSeq: number) {
		this.#world = world;
		this.#passage = passage;
		this.sentSeq = sentSeq;
		this.leavesNs = world.kernel.now;
	}

	/** Gives the position of the event. */
	deliver(waits?: Waits): number {
		this.isOver = true;
		return recordDelivered(this.#world, this.#passage, this.sentSeq, waits);
	}

	/** Whether its bytes have been written. */
	get hasLeft(): boolean {
		return this.leavesNs <= this.#world.kernel.now;
	}

	/** Whether its bytes are going to be written. */
	get isHeldUp(): boolean {
		return !this.hasLeft && this.leavesNs < Number.POSITIVE_INFINITY;
	}

	/** Records its loss, unless it has come to an end by then. */
	lose(how: () => LossReason, atNs: number = this.#world.kernel.now, because: readonly number[] = []): void {
		const lose = (): void => {
			if (this.isOver) return;
			this.isOver = true;
			recordLost(this.#world, this.#passage, this.sentSeq, how(), because);
		};
		const leftNs = atNs - this.#world.kernel.now;
		if (leftNs <= 0) lose();
		else this.#world.later(leftNs, lose);
	}
}

/** What the messages of an exchange had to wait for; undefined for nothing. */
export function waitsOf(roundTrips: RoundTrips): Waits | undefined {
	const waits = Object.entries({
		"congestion-window": roundTrips.congestionWindow,
		"receive-window": roundTrips.receiveWindow,
		"stream-window": roundTrips.streamWindow,
		"connection-window": roundTrips.connectionWindow,
		retransmission: roundTrips.retransmission,
		continue: roundTrips.request - 1,
	}).filter(([, count]) => count > 0);
	return waits.length === 0 ? undefined : Object.fromEntries(waits);
}
