import { type Ending, PING, pongOf } from "@roundtrip/behaviour";
import type { Answer } from "@roundtrip/network";
import type { World } from "../../world.ts";
import { heartbeatMessage } from "../items.ts";
import type { Link } from "../link.ts";
import { type LossReason, requestPassage, responsePassage } from "../message-events.ts";
import type { Item, RequestListener, Voice } from "../stream.ts";
import type { FollowedStream, PacketConnection, PacketExchange } from "./exchange.ts";
import type { PacketMessage } from "./message.ts";
import { Sequence } from "./sequence.ts";

const CLOSED = (): LossReason => ({ where: 1, why: "closed" });

/** What follows a request and its answer, in both directions, on a connection. */
class PacketStream implements FollowedStream {
	readonly #link: Link;
	readonly #exchange: PacketExchange;
	readonly #connection: PacketConnection;
	readonly #forth: Sequence;
	readonly #back: Sequence;
	/** What hears of the asking end at the other. */
	#listener: RequestListener | undefined;
	#gone: (() => void) | undefined;
	/** What the answer's end has said. */
	ending: Ending | undefined;

	constructor(world: World, link: Link, exchange: PacketExchange, connection: PacketConnection) {
		this.#link = link;
		this.#exchange = exchange;
		this.#connection = connection;
		const { call } = exchange;
		const forthNs = Math.floor(link.spec.rtt / 2);
		this.#forth = new Sequence(world, link, requestPassage(call, link, connection.name), forthNs);
		this.#back = new Sequence(world, link, responsePassage(call, link, connection.name), link.spec.rtt - forthNs);
	}

	/** The request is sent with this fate, or the head of the answer. */
	requestSent({ leavesNs, lostBy }: PacketMessage): void {
		this.#forth.begins(leavesNs, lostBy);
	}

	answerSent({ leavesNs, lostBy }: PacketMessage): void {
		this.#back.begins(leavesNs, lostBy);
	}

	/** What the asking end says after its request. */
	get asking(): Voice {
		const { call } = this.#exchange;
		const { forth } = this.#connection.encoder;
		return {
			item: (item, causes) => {
				if (call.isOver) return;
				const { nth, passage } = this.#forth.next;
				const message = forth.item(nth, item.body);
				const write = (): number | undefined => this.#exchange.asked?.write(message.bodyBytes);
				this.#forth.send(passage, message, causes, write, (seq) => this.#listener?.item(item, seq));
				this.#doomIfNobodyListens();
			},
			end: (ending, causes) => {
				if (call.isOver) return;
				const message = forth.end(ending);
				const write = (): number => {
					const { asked } = this.#exchange;
					if (message.bodyBytes > 0) asked?.write(message.bodyBytes);
					asked?.end();
					return Number.POSITIVE_INFINITY;
				};
				this.#forth.send(this.#forth.last, message, causes, write, (seq) => this.#listener?.ended(seq));
				this.#doomIfNobodyListens();
			},
		};
	}

	/** The answering end wants to hear what follows the request. */
	listen(answer: Answer, listener: RequestListener): void {
		this.#listener = listener;
		answer.listen({
			progress: (bytes) => this.#forth.progress(bytes),
			ended: () => this.#forth.ended(),
			gone: () => {
				this.#forth.lose(CLOSED);
				this.#gone?.();
				listener.gone();
			},
		});
	}

	/** The next item of the answer. */
	item(answer: Answer, item: Item, causes: readonly number[]): void {
		const { call } = this.#exchange;
		const { nth, passage } = this.#back.next;
		const message = this.#connection.encoder.back.item(nth, item.body);
		const write = (): number | undefined => (answer.isOpen ? answer.body(message.bodyBytes) : undefined);
		this.#back.send(passage, message, causes, write, (seq) => {
			call.lastSeq = seq;
			call.listener?.item(item, seq);
		});
		if (call.isOver) this.#back.lose(() => this.#awayFromAsker());
	}

	ping(answer: Answer, nth: number, causes: readonly number[]): void {
		const { call } = this.#exchange;
		const message = heartbeatMessage(`ping${nth}`, PING);
		const write = (): number | undefined => (answer.isOpen ? answer.body(message.bodyBytes) : undefined);
		this.#back.send(this.#back.heartbeat(`ping${nth}`), message, causes, write, (seq) => {
			call.lastSeq = seq;
			this.#pong(nth, seq);
		});
		if (call.isOver) this.#back.lose(() => this.#awayFromAsker());
	}

	/** The asking end's library answers by itself. */
	#pong(nth: number, pingedSeq: number): void {
		const message = heartbeatMessage(`pong${nth}`, pongOf(this.#exchange.call.conversation, nth));
		const write = (): number | undefined => this.#exchange.asked?.write(message.bodyBytes);
		this.#forth.send(this.#forth.heartbeat(`pong${nth}`), message, [pingedSeq], write, (seq) =>
			this.#listener?.ponged(seq),
		);
		this.#doomIfNobodyListens();
	}

	end(answer: Answer, ending: Ending, causes: readonly number[]): void {
		const { call } = this.#exchange;
		const message = this.#connection.encoder.back.end(ending);
		this.ending = ending;
		const write = (): number | undefined => {
			if (!answer.isOpen) return undefined;
			this.#forth.close();
			if (message.bodyBytes > 0) answer.body(message.bodyBytes);
			answer.end(message.trailerBytes);
			return Number.POSITIVE_INFINITY;
		};
		this.#back.send(this.#back.last, message, causes, write, (seq) => {
			call.lastSeq = seq;
		});
		if (call.isOver) this.#back.lose(() => this.#awayFromAsker());
	}

	/** So much of the answer's content is at the asking end; all of it is. */
	progress(bytes: number): void {
		this.#back.progress(bytes);
	}

	ended(): void {
		this.#back.ended();
		this.#forth.lose(CLOSED);
	}

	/** The asking end doesn't listen any more; `heard` is told when the other end knows. */
	left(heard?: () => void): void {
		this.#gone = heard;
		this.#back.lose(() => this.#awayFromAsker());
		// Where the request was not there before, nobody at the other end ever hears of it.
		if (this.#listener === undefined) this.#forth.lose(() => this.#awayFromAnswerer(), this.#because());
	}

	/** Its machine is gone. */
	askerDied(upByNs: number): void {
		this.left();
		this.#forth.loseAfter(upByNs, () => ({ where: 1, why: "node-down" }));
	}

	/** The answering end is gone, and with it whoever would hear the asking end. */
	answererDied(): void {
		this.#forth.lose(() => this.#awayFromAnswerer(), this.#because());
	}

	/** Its connection is over. */
	broken(): void {
		this.#back.lose(CLOSED);
		this.answererDied();
	}

	#doomIfNobodyListens(): void {
		if (this.#connection.isDoomed) this.answererDied();
	}

	#because(): readonly number[] {
		const { state, lastChange } = this.#link.answerer;
		return state === "up" || lastChange === undefined ? [] : [lastChange];
	}

	#awayFromAnswerer(): LossReason {
		return { where: 1, why: this.#link.answerer.state === "up" ? "closed" : "node-down" };
	}

	#awayFromAsker(): LossReason {
		return { where: 1, why: this.#link.asker.state === "up" ? "closed" : "node-down" };
	}
}

/** What follows the messages of an exchange: made when the first of it is wanted. */
export function streamOf(
	world: World,
	link: Link,
	exchange: PacketExchange,
	connection: PacketConnection,
): FollowedStream {
	exchange.stream ??= new PacketStream(world, link, exchange, connection);
	return exchange.stream;
}
