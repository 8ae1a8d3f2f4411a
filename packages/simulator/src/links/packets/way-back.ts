import { cutBytes, type Ending, type EndingFate, type HttpReply } from "@roundtrip/behaviour";
import type { Answer, Network } from "@roundtrip/network";
import type { World } from "../../world.ts";
import type { ReturnWay } from "../caller.ts";
import { recordCut } from "../connection-events.ts";
import type { Link } from "../link.ts";
import { changesProtocol, type Message } from "../message.ts";
import { recordSent, responsePassage } from "../message-events.ts";
import type { Item, RequestListener } from "../stream.ts";
import { departureOf, loseEnded } from "./departure.ts";
import type { PacketConnection, PacketExchange } from "./exchange.ts";
import { GivenUp } from "./given-up.ts";
import { PacketMessage } from "./message.ts";
import { streamOf } from "./stream.ts";

/** The way of an answer, on the connection that its request has come over. */
export class PacketReturn implements ReturnWay {
	readonly #world: World;
	readonly #link: Link;
	readonly #network: Network;
	readonly #exchange: PacketExchange;
	readonly #connection: PacketConnection;
	readonly #answer: Answer;

	constructor(
		world: World,
		link: Link,
		network: Network,
		exchange: PacketExchange,
		connection: PacketConnection,
		answer: Answer,
	) {
		this.#world = world;
		this.#link = link;
		this.#network = network;
		this.#exchange = exchange;
		this.#connection = connection;
		this.#answer = answer;
	}

	send(reply: HttpReply, causes: readonly number[]): void {
		const { call } = this.#exchange;
		const { name, encoder } = this.#connection;
		const message = encoder.response(call, reply, this.#world.kernel.now);
		const passage = responsePassage(call, this.#link, name);
		const response = new PacketMessage(this.#world, passage, recordSent(this.#world, passage, message, causes));
		this.#exchange.answer = response;
		this.#exchange.reply = reply;
		const { rtt } = this.#link.spec;
		const backNs = rtt - Math.floor(rtt / 2);
		const departure = this.#answer.isOpen ? departureOf(this.#world, this.#link, passage, response, backNs) : 0;
		if (response.endedBy !== undefined) {
			this.#end(response, message, response.endedBy, backNs);
			return;
		}
		if (reply.isOpen === true) streamOf(this.#world, this.#link, this.#exchange, this.#connection).answerSent(response);
		if (departure === 0) this.#write(response, reply, message);
		else if (typeof departure === "function") departure(() => this.#write(response, reply, message));
		else if (departure !== "vanishes") this.#world.later(departure, () => this.#write(response, reply, message));
	}

	/** What comes of an answer that is cut, if anything, and then the end of the connection. */
	#end(response: PacketMessage, { headBytes, bodyBytes }: Message, fate: EndingFate, backNs: number): void {
		this.#connection.deathSeq ??= response.sentSeq;
		const { now } = this.#world.kernel;
		if (fate.kind === "reset") {
			loseEnded(response, fate, "response");
			this.#answer.reset();
			return;
		}
		const cut = cutBytes(fate, headBytes, bodyBytes);
		this.#answer.head(cut.head);
		this.#answer.body(cut.body);
		loseEnded(response, fate, "response", now + backNs);
		// What is written in one turn leaves at its end.
		this.#world.later(0, () => this.#answer.reset());
	}

	listen(listener: RequestListener): void {
		streamOf(this.#world, this.#link, this.#exchange, this.#connection).listen(this.#answer, listener);
	}

	item(item: Item, causes: readonly number[]): void {
		this.#exchange.stream?.item(this.#answer, item, causes);
	}

	ping(nth: number, causes: readonly number[]): void {
		this.#exchange.stream?.ping(this.#answer, nth, causes);
	}

	cut(causes: readonly number[]): void {
		const { call } = this.#exchange;
		this.#connection.deathSeq ??= recordCut(this.#world, this.#link, call, this.#connection.name, causes);
		this.#answer.reset();
	}

	end(ending: Ending, causes: readonly number[]): void {
		this.#exchange.stream?.end(this.#answer, ending, causes);
	}

	#write(response: PacketMessage, reply: HttpReply, { headBytes, bodyBytes, trailerBytes }: Message): void {
		if (response.isOver) return;
		const answer = this.#answer;
		if (!answer.isOpen) {
			response.lose(() => ({ where: 0, why: this.#link.answerer.state === "up" ? "closed" : "node-down" }));
			return;
		}
		if (reply.closes === true) {
			answer.head(headBytes, true);
			answer.body(bodyBytes);
			answer.end();
		} else if (reply.isOpen === true) {
			answer.head(headBytes, changesProtocol(reply));
			if (bodyBytes > 0) answer.body(bodyBytes);
		} else {
			answer.whole(headBytes, bodyBytes, trailerBytes);
		}
		if (this.#exchange.call.isOver) loseAnswer(new GivenUp(this.#world, this.#link), this.#network, response);
	}
}

/** Nobody waits for the answer any more; what has left arrives at a closed door. */
export function loseAnswer(givenUp: GivenUp, { path }: Network, answer: PacketMessage | undefined): void {
	if (answer === undefined || !answer.hasLeft) return;
	answer.lose(() => givenUp.reason("response"), path.down.arrivedByNs);
}
