import type { Ending, HttpReply } from "@roundtrip/behaviour";
import type { Bytes, Waits } from "@roundtrip/model";
import type { Answer, Asked, ExchangeSpec, RoundTrips } from "@roundtrip/network";
import type { Call } from "../call.ts";
import type { Encoder, Message } from "../message.ts";
import type { Item, RequestListener, Voice } from "../stream.ts";
import type { PacketMessage } from "./message.ts";

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
	/** When it began to be opened: whoever has died since may have been the one who accepted it. */
	readonly beganNs: number;
}

/** What follows a request and its answer, as the ends of the connection deal with it. */
export interface FollowedStream {
	/** The request is sent with this fate, or the head of the answer. */
	requestSent(message: Pick<PacketMessage, "leavesNs" | "lostBy">): void;
	answerSent(message: Pick<PacketMessage, "leavesNs" | "lostBy">): void;
	/** What the asking end says after its request. */
	readonly asking: Voice;
	/** What the answer's end has said. */
	readonly ending: Ending | undefined;
	/** Says what hears of the asking end at the other. */
	listen(answer: Answer, listener: RequestListener): void;
	/** So much of the answer is here. */
	progress(bytes: Bytes): void;
	/** The answering end says something more. */
	item(answer: Answer, item: Item, causes: readonly number[]): void;
	end(answer: Answer, ending: Ending, causes: readonly number[]): void;
	/** Asks for the nth time whether the asking end is there. */
	ping(answer: Answer, nth: number, causes: readonly number[]): void;
	/** All of the answer is here. */
	ended(): void;
	/** The asking end has had enough; `heard` when the other end knows. */
	left(heard?: () => void): void;
	askerDied(upByNs: number): void;
	answererDied(): void;
	/** The connection is no more. */
	broken(): void;
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
	stream: FollowedStream | undefined = undefined;

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
