import {
	type Body,
	type Content,
	type Conversation,
	dialectOf,
	type Ending,
	isSocket,
	type StreamPlan,
	subscribing,
	type TransportWord,
	transportComplete,
	transportInit,
	transportWord,
} from "@roundtrip/behaviour";
import type { Nanoseconds } from "@roundtrip/model";
import { numberOf, retryMsOf } from "../shaper/content-kind.ts";
import type { Timer, Timers } from "../shaper/timers.ts";

/** What a client wants of a stream. */
export interface StreamWish {
	readonly conversation: Conversation;
	readonly plan: StreamPlan;
	/** Of each item that it sends. */
	readonly content: Content;
	/** When it has had enough, whatever has come, as soon as there is a head. */
	readonly leaveAtNs: Nanoseconds | undefined;
	/** Number of the last item that it had before. */
	readonly resumeAfter: number | undefined;
	/** Told the status of the head. */
	readonly opened: (status: number) => void;
	/** Told the number of each item that has come, and how long it says to wait before coming back. */
	readonly received: (number: number, retryMs: number | undefined) => void;
	/** The client waits for nothing but what others say: it has no more to send, and no moment to leave. */
	isListening: boolean;
	/** Told when it has come to that. */
	readonly listens: () => void;
}

/** What a stream is carried by. */
export interface StreamCarrier {
	send(item: Body, content: Content, nth: number): void;
	/** The client's side is over. */
	end(ending: Ending): void;
	/** The client wants no more. */
	leave(): void;
}

/** A stream at the end that has asked for it. */
export interface AskedStream {
	/** The request has left. */
	left(): void;
	/** The head is here. */
	opened(status: number): void;
	/** An item is here; the begin of its content, one character a byte. */
	item(content: string): void;
	/** Nothing more is done for it. */
	close(): void;
}

export function createAskedStream(wish: StreamWish, timers: Timers, carrier: StreamCarrier): AskedStream {
	const { conversation, plan, content } = wish;
	const { protocol } = conversation.target;
	const dialect = dialectOf(protocol);
	const { up } = conversation.shape;
	const overSocket = isSocket(conversation);
	const isSubscription = conversation.subprotocol !== undefined;
	const begins = { atHead: up && overSocket, atRequest: up && !overSocket };
	let hasSubscribed = false;
	let isOver = false;
	/** The head of the answer is here. */
	let isOpen = false;
	let timer: Timer | undefined;
	let received = 0;
	let hasSaidAll = false;
	let leaving: Timer | undefined;

	function close(): void {
		isOver = true;
		wish.isListening = false;
		leaving?.cancel();
		timer?.cancel();
	}

	/** What is about a stream, and no item of it. */
	function say(body: Body): void {
		carrier.send(body, content, 0);
	}

	/** What a server says of a subscription; false where it is an item of it. */
	function goOn(word: TransportWord | undefined): boolean {
		if (word === "connection_ack") {
			hasSubscribed = true;
			say(subscribing(conversation));
		} else if (word === "complete") carrier.end(dialect.end(conversation, "client"));
		return word !== "next";
	}

	function leave(): void {
		if (isOver) return;
		close();
		if (hasSubscribed) say(transportComplete(conversation, "client"));
		carrier.leave();
	}

	function listenOn(): void {
		if (!isOpen || isOver || timer !== undefined || leaving !== undefined) return;
		wish.isListening = true;
		wish.listens();
	}

	/** Whether the client ends its side after its last item; else it goes on listening, and leaves. */
	function endsItsSide(): boolean {
		return !overSocket || (plan.items === undefined && plan.stayNs === undefined);
	}

	/** Who has said all, and has what it waits for, says so. */
	function endWhenDone(): void {
		if (!hasSaidAll || received < (plan.awaits ?? 0)) return;
		hasSaidAll = false;
		carrier.end(dialect.end(conversation, "client"));
	}

	function send(nth: number, beganNs: number): void {
		if (isOver) return;
		if (nth > plan.sends) {
			timer = undefined;
			hasSaidAll = endsItsSide();
			endWhenDone();
			listenOn();
			return;
		}
		carrier.send(dialect.item(conversation, content, nth, "client"), content, nth);
		if (nth === plan.sends) send(nth + 1, beganNs);
		else timer = timers.at(beganNs + nth * plan.everyNs, () => send(nth + 1, beganNs));
	}

	function beginSending(): void {
		// A WebSocket whose client sends nothing stays open.
		if (!overSocket || plan.sends > 0) send(1, timers.clock.now());
	}

	return {
		left() {
			if (begins.atRequest) beginSending();
		},
		opened(status) {
			if (isOver) return;
			wish.opened(status);
			if (wish.leaveAtNs !== undefined) leaving = timers.at(wish.leaveAtNs, leave);
			isOpen = true;
			if (isSubscription) say(transportInit(conversation));
			if (begins.atHead) beginSending();
			listenOn();
		},
		item(said) {
			if (isOver || (isSubscription && goOn(wordOf(said)))) return;
			received++;
			wish.received(numberOf(protocol, said) ?? (wish.resumeAfter ?? 0) + received, retryMsOf(protocol, said));
			if (received === plan.items) leave();
			else endWhenDone();
		},
		close,
	};
}

/** Bytes of a frame's head where it isn't masked: two, and two or eight more (RFC 6455, section 5.2). */
const HEADS = [2, 4, 10];

/** What a server's frame says, of which the begin is known. */
function wordOf(frame: string): TransportWord | undefined {
	for (const head of HEADS) {
		const word = transportWord(frame.slice(head));
		if (word !== undefined) return word;
	}
	return undefined;
}
