import type { Ending, HttpReply } from "@roundtrip/behaviour";
import type { World } from "../../world.ts";
import type { ReturnWay } from "../caller.ts";
import { recordCut } from "../connection-events.ts";
import type { Link } from "../link.ts";
import { type Passage, responsePassage } from "../message-events.ts";
import type { Item, RequestListener } from "../stream.ts";
import { breakOff, type Carriage } from "./connection.ts";
import { send, sendInVain } from "./delivery.ts";
import { type StreamHandling, streamOf } from "./stream.ts";

/** What the asking end of the link does about an answer. */
export interface AnswerHandling extends StreamHandling {
	/** All of it has come to the asking end's door. */
	answered(carriage: Carriage, passage: Passage, reply: HttpReply, sentSeq: number): void;
}

/** The way of an answer, on the connection that its request has come over. */
export class MessageReturn implements ReturnWay {
	readonly #world: World;
	readonly #link: Link;
	readonly #carriage: Carriage;
	readonly #handling: AnswerHandling;

	constructor(world: World, link: Link, carriage: Carriage, handling: AnswerHandling) {
		this.#world = world;
		this.#link = link;
		this.#carriage = carriage;
		this.#handling = handling;
	}

	send(reply: HttpReply, causes: readonly number[]): void {
		const carriage = this.#carriage;
		const { call, connection, endArrivesNs } = carriage;
		const { now } = this.#world.kernel;
		const message = connection.encoder.response(call, reply, now);
		const passage = responsePassage(call, this.#link, connection.name);
		if (endArrivesNs <= now) {
			sendInVain(this.#world, passage, message, causes);
			return;
		}
		if (reply.isOpen === true) {
			streamOf(this.#world, this.#link, carriage, this.#handling).open(passage, message, reply, causes);
			return;
		}
		send(this.#world, this.#link, connection, passage, message, causes, (sentSeq) =>
			this.#handling.answered(carriage, passage, reply, sentSeq),
		);
	}

	listen(listener: RequestListener): void {
		streamOf(this.#world, this.#link, this.#carriage, this.#handling).listen(listener);
	}

	item(item: Item, causes: readonly number[]): void {
		this.#carriage.stream?.item(item, causes);
	}

	ping(nth: number, causes: readonly number[]): void {
		this.#carriage.stream?.ping(nth, causes);
	}

	cut(causes: readonly number[]): void {
		const { call, connection } = this.#carriage;
		const cutSeq = recordCut(this.#world, this.#link, call, connection.name, causes);
		breakOff(connection, this.#world.kernel.now);
		connection.back.write(0, () => () => connection.endComes(cutSeq));
	}

	end(ending: Ending, causes: readonly number[]): void {
		this.#carriage.stream?.end(ending, causes);
	}
}
