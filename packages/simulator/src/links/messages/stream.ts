import { type Ending, type HttpReply, PING, pongOf } from "@roundtrip/behaviour";
import type { World } from "../../world.ts";
import { heartbeatMessage } from "../items.ts";
import type { Link } from "../link.ts";
import type { Message } from "../message.ts";
import { type Passage, recordDelivered, recordLost, requestPassage, responsePassage } from "../message-events.ts";
import type { Item, RequestListener, Voice } from "../stream.ts";
import type { Carriage, CarriedStream } from "./connection.ts";
import { sendInVain } from "./delivery.ts";
import { Sequence } from "./sequence.ts";

/** What the asking end of the link does about a stream. */
export interface StreamHandling {
	/** Whether something that has come to the answering end is taken there. */
	reaches(carriage: Carriage, sentSeq: number): boolean;
	/** The head is here, or it is lost at this door. */
	opened(carriage: Carriage, passage: Passage, sentSeq: number, status: number): void;
	/** The answer is over. */
	ended(carriage: Carriage, reply: HttpReply): void;
}

/** What follows a request and its answer, in both directions. */
class MessageStream implements CarriedStream {
	readonly #world: World;
	readonly #link: Link;
	readonly #carriage: Carriage;
	readonly #handling: StreamHandling;
	readonly #forth: Sequence;
	readonly #back: Sequence;
	#listener: RequestListener | undefined;
	#reply: HttpReply | undefined;
	/** The answering end has said all. */
	#isAnswered = false;

	constructor(world: World, link: Link, carriage: Carriage, handling: StreamHandling) {
		this.#world = world;
		this.#link = link;
		this.#carriage = carriage;
		this.#handling = handling;
		const { call, connection } = carriage;
		this.#forth = new Sequence(world, link, connection, requestPassage(call, link, connection.name));
		this.#back = new Sequence(world, link, connection, responsePassage(call, link, connection.name));
	}

	/** What the asking end says after its request. */
	get asking(): Voice {
		const { call, connection } = this.#carriage;
		return {
			item: (item, causes) => {
				if (call.isOver) return;
				const { nth, passage } = this.#forth.next;
				const message = connection.encoder.forth.item(nth, item.body);
				this.#forth.send(passage, message, causes, (_, sentSeq) => {
					const seq = this.#arrive(passage, sentSeq);
					if (seq !== undefined) this.#listener?.item(item, seq);
				});
			},
			end: (ending, causes) => {
				if (call.isOver) return;
				const message = connection.encoder.forth.end(ending);
				this.#forth.send(this.#forth.last, message, causes, (passage, sentSeq) => {
					const seq = this.#arrive(passage, sentSeq);
					if (seq !== undefined) this.#listener?.ended(seq);
				});
			},
		};
	}

	/** The request itself, where it is open: what follows it comes after it. */
	ask(passage: Passage, message: Message, causes: readonly number[], arrived: (sentSeq: number) => void): number {
		return this.#forth.send(passage, message, causes, (_, sentSeq) => arrived(sentSeq));
	}

	listen(listener: RequestListener): void {
		this.#listener = listener;
		const { endArrivesNs } = this.#carriage;
		// Whoever asked may have let go before the request was there.
		if (endArrivesNs === Number.POSITIVE_INFINITY) return;
		this.#world.later(Math.max(0, endArrivesNs - this.#world.kernel.now), () => listener.gone());
	}

	/** The asking end lets go: the answering end hears of it behind what was sent before. */
	asksNoMore(): void {
		this.#carriage.connection.forth.write(0, () => () => this.#listener?.gone());
	}

	breaks(): void {
		this.#listener?.gone();
	}

	/** Begins the answer. */
	open(passage: Passage, message: Message, reply: HttpReply, causes: readonly number[]): void {
		this.#reply = reply;
		this.#back.send(passage, message, causes, (_, sentSeq) =>
			this.#handling.opened(this.#carriage, passage, sentSeq, reply.status),
		);
	}

	/** The next item of the answer. */
	item(item: Item, causes: readonly number[]): void {
		const { call, connection, endArrivesNs } = this.#carriage;
		const { nth, passage } = this.#back.next;
		const message = connection.encoder.back.item(nth, item.body);
		if (this.#isAnswered || endArrivesNs < this.#world.kernel.now) {
			sendInVain(this.#world, passage, message, causes);
			return;
		}
		this.#back.send(passage, message, causes, (_, sentSeq) => {
			const seq = this.#receive(passage, sentSeq);
			if (seq !== undefined) call.listener?.item(item, seq);
		});
	}

	ping(nth: number, causes: readonly number[]): void {
		const { call } = this.#carriage;
		const ping = heartbeatMessage(`ping${nth}`, PING);
		this.#back.send(this.#back.heartbeat(`ping${nth}`), ping, causes, (passage, sentSeq) => {
			const pingedSeq = this.#receive(passage, sentSeq);
			if (pingedSeq === undefined) return;
			// The asking end's library answers by itself.
			const pong = heartbeatMessage(`pong${nth}`, pongOf(call.conversation, nth));
			this.#forth.send(this.#forth.heartbeat(`pong${nth}`), pong, [pingedSeq], (answer, answeredSeq) => {
				const seq = this.#arrive(answer, answeredSeq);
				if (seq !== undefined) this.#listener?.ponged(seq);
			});
		});
	}

	end(ending: Ending, causes: readonly number[]): void {
		const { connection, endArrivesNs } = this.#carriage;
		this.#isAnswered = true;
		const message = connection.encoder.back.end(ending);
		const passage = this.#back.last;
		if (endArrivesNs < this.#world.kernel.now) {
			sendInVain(this.#world, passage, message, causes);
			return;
		}
		this.#back.send(passage, message, causes, (_, sentSeq) => {
			const reply = this.#reply;
			if (this.#receive(passage, sentSeq) === undefined || reply === undefined) return;
			this.#handling.ended(this.#carriage, { ...reply, trailers: ending.trailers, closeCode: ending.closeCode });
		});
	}

	/** Something of the asking end is at the other's door: gives the event of its delivery, if it is taken in. */
	#arrive(passage: Passage, sentSeq: number): number | undefined {
		const { state, lastChange } = this.#link.answerer;
		if (this.#handling.reaches(this.#carriage, sentSeq)) {
			if (!this.#isAnswered) return recordDelivered(this.#world, passage, sentSeq);
			recordLost(this.#world, passage, sentSeq, { where: 1, why: "closed" });
			return undefined;
		}
		const because = lastChange === undefined ? [] : [lastChange];
		recordLost(this.#world, passage, sentSeq, { where: 1, why: state === "up" ? "closed" : "node-down" }, because);
		return undefined;
	}

	/** The same at the asking end. */
	#receive(passage: Passage, sentSeq: number): number | undefined {
		const { call, connection } = this.#carriage;
		if (connection.state === "closed" || call.isOver) {
			const why = this.#link.asker.state === "up" ? "closed" : "node-down";
			recordLost(this.#world, passage, sentSeq, { where: 1, why });
			return undefined;
		}
		call.lastSeq = recordDelivered(this.#world, passage, sentSeq);
		return call.lastSeq;
	}
}

/** What follows the messages of a call: made when the first of it is wanted. */
export function streamOf(world: World, link: Link, carriage: Carriage, handling: StreamHandling): CarriedStream {
	carriage.stream ??= new MessageStream(world, link, carriage, handling);
	return carriage.stream;
}
