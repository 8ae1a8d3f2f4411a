import type { HttpReply } from "@roundtrip/behaviour";
import type { Resolver } from "@roundtrip/network";
import { inTimeOf, whenAwake } from "../../hamperings.ts";
import { Line } from "../../line.ts";
import type { World } from "../../world.ts";
import { askAddress, resolverOf } from "../addresses.ts";
import { answered, type Call } from "../call.ts";
import type { Answerer, Caller } from "../caller.ts";
import type { CallerParts } from "../caller-parts.ts";
import { Calls } from "../calls.ts";
import { recordClosed } from "../connection-events.ts";
import { isShared, type Link } from "../link.ts";
import { endsConnectionAfter } from "../message.ts";
import { type Passage, recordDelivered, recordLost, requestPassage } from "../message-events.ts";
import { receive } from "../receive.ts";
import { type Carriage, type Connection, createConnection, isKnown, letGo } from "./connection.ts";
import { send } from "./delivery.ts";
import { createLanes, type Lanes } from "./lane.ts";
import { open } from "./opening.ts";
import { streamOf } from "./stream.ts";
import { type AnswerHandling, MessageReturn } from "./way-back.ts";

/**
 * The asking end of a link whose messages travel whole. HTTP/1.1 keeps connections alive and has one call at a time on
 * each; HTTP/2 has all calls on one, and those that come while it is opened wait for it.
 */
export class MessageCaller implements Caller {
	readonly link: Link;
	readonly #world: World;
	readonly #answerer: () => Answerer;
	readonly #calls: Calls;
	readonly #lanes: Lanes;
	readonly #resolver: Resolver | undefined;
	readonly #connections = new Set<Connection>();
	/** Where each call is that has a connection and is not over. */
	readonly #places = new Map<Call, Connection>();
	readonly #isShared: boolean;
	/** The call for which the shared connection is being opened, or its address asked for; and calls that wait for it. */
	#opener: Call | undefined;
	readonly #held = new Line<Call>();
	#opened = 0;
	readonly #handling: AnswerHandling = {
		reaches: ({ connection }, sentSeq) => this.#reaches(connection, sentSeq),
		opened: (carriage, passage, sentSeq, status) => this.#streamBegins(carriage, passage, sentSeq, status),
		ended: (carriage, reply) => this.#over(carriage, reply),
		answered: (carriage, passage, reply, sentSeq) => this.#receive(carriage, passage, reply, sentSeq),
	};

	constructor({ world, link, limit, answerer }: CallerParts) {
		this.#world = world;
		this.link = link;
		this.#answerer = answerer;
		this.#lanes = createLanes(world, link);
		this.#resolver = resolverOf(world, link);
		this.#isShared = isShared(link.spec);
		this.#calls = new Calls(
			inTimeOf(world, link.asker),
			link.asker.name,
			this.#isShared ? Number.POSITIVE_INFINITY : limit,
			{
				begin: (call, causes) => this.#begin(call, causes),
				abandon: (call, why) => this.#abandon(call, why),
			},
		);
	}

	ask(call: Call, timeoutNs: number): void {
		this.#calls.ask(call, timeoutNs);
	}

	leave(call: Call): void {
		this.#calls.leave(call);
	}

	/** The answering process died, and its machine says so on every connection that it had accepted. */
	answererDied(crashSeq: number): void {
		if (this.link.answerer.state === "dark") return;
		const { now } = this.#world.kernel;
		for (const connection of this.#connections) {
			if (connection.acceptedBy === undefined) continue;
			// What had left before the crash arrives before the end of the connection does.
			const arrivesNs = Math.max(now + this.#lanes.back.delayNs, connection.back.arrivedByNs);
			this.#world.later(arrivesNs - now, () => this.#hearOfEnd(connection, crashSeq));
		}
	}

	answererRevived(): void {}

	askerDied(): void {
		this.#calls.drop();
		this.#held.clear();
		this.#opener = undefined;
		for (const connection of this.#connections) {
			if (this.link.asker.state === "dark") connection.state = "closed";
			else this.#close(connection);
		}
		this.#connections.clear();
	}

	askerRevived(): void {}

	/** On a connection that is free, or else on a new one. */
	#begin(call: Call, causes: readonly number[]): void {
		for (const connection of this.#connections) {
			if (connection.state !== "open" || (!this.#isShared && connection.carried.size > 0)) continue;
			this.#carry(call, connection, causes);
			return;
		}
		if (this.#isShared && this.#opener !== undefined) {
			this.#calls.queued(call);
			this.#held.push(call);
			return;
		}
		this.#open(call, causes);
	}

	#open(call: Call, causes: readonly number[]): void {
		if (this.#isShared) this.#opener = call;
		askAddress(this.#world, this.link, this.#resolver, call, causes, (because) => {
			if (!call.isOver) this.#connect(call, because);
			else if (this.#opener === call) this.#openNext(call.lastSeq);
		});
	}

	/** Nothing has come of the shared connection: the next call that waits for it opens another. */
	#openNext(cause: number): void {
		this.#opener = undefined;
		for (let next = this.#held.shift(); next !== undefined; next = this.#held.shift()) {
			if (next.isOver) continue;
			this.#open(next, [next.lastSeq, cause]);
			return;
		}
	}

	#connect(call: Call, causes: readonly number[]): void {
		this.#opened++;
		const connection = createConnection(this.#world, this.link, this.#lanes, this.#opened, call, (ended, cause) =>
			this.#hearOfEnd(ended, cause),
		);
		this.#connections.add(connection);
		this.#places.set(call, connection);
		open(this.#world, this.link, this.#lanes, connection, causes, {
			ready: () =>
				whenAwake(this.#world, this.link.asker, () => connection.forth.together(() => this.#ready(connection))),
			refused: () => whenAwake(this.#world, this.link.asker, () => this.#refused(connection)),
			isKnown: () => this.#reaches(connection, connection.readySeq),
		});
	}

	#ready(connection: Connection): void {
		const { opener, readySeq } = connection;
		connection.state = "open";
		if (!opener.isOver) this.#carry(opener, connection, [readySeq]);
		if (!this.#isShared) return;
		this.#opener = undefined;
		for (let held = this.#held.shift(); held !== undefined; held = this.#held.shift()) {
			if (!held.isOver) this.#carry(held, connection, [held.lastSeq, readySeq]);
		}
	}

	#refused(connection: Connection): void {
		this.#close(connection);
		const { opener, readySeq } = connection;
		if (!opener.isOver) this.#calls.finish(opener, { how: "refused" });
		if (this.#isShared) this.#openNext(readySeq);
	}

	#carry(call: Call, connection: Connection, causes: readonly number[]): void {
		const carriage: Carriage = { call, connection, endArrivesNs: Number.POSITIVE_INFINITY, stream: undefined };
		connection.carried.set(call, carriage);
		connection.lastCall = call;
		this.#places.set(call, connection);
		call.isSent = true;
		const passage = requestPassage(call, this.link, connection.name);
		const message = connection.encoder.request(call);
		const arrived = (sentSeq: number): void => this.#arrive(carriage, passage, sentSeq);
		if (call.question.isOpen !== true) {
			call.lastSeq = send(this.#world, this.link, connection, passage, message, causes, arrived);
			return;
		}
		const stream = streamOf(this.#world, this.link, carriage, this.#handling);
		call.lastSeq = stream.ask(passage, message, causes, arrived);
		call.listener?.left(stream.asking);
	}

	/** The request is at the other end's door. */
	#arrive(carriage: Carriage, passage: Passage, sentSeq: number): void {
		if (this.#reaches(carriage.connection, sentSeq)) {
			receive(
				this.#world,
				this.link,
				this.#answerer(),
				carriage.call,
				new MessageReturn(this.#world, this.link, carriage, this.#handling),
				recordDelivered(this.#world, passage, sentSeq),
			);
			return;
		}
		const { state, lastChange } = this.link.answerer;
		const why = state === "up" ? "closed" : "node-down";
		recordLost(this.#world, passage, sentSeq, { where: 1, why }, lastChange === undefined ? [] : [lastChange]);
	}

	/** Whether the answering end knows the connection that something has come over. If it doesn't, its machine says so. */
	#reaches(connection: Connection, sentSeq: number): boolean {
		if (isKnown(connection, this.link)) return true;
		const { state, lastChange } = this.link.answerer;
		if (state !== "dark") {
			this.#world.later(this.#lanes.back.delayNs, () => this.#hearOfEnd(connection, lastChange ?? sentSeq));
		}
		return false;
	}

	/** The answer of a call has come to this end. */
	#receive(carriage: Carriage, passage: Passage, reply: HttpReply, sentSeq: number): void {
		if (this.#takes(carriage, passage, sentSeq)) this.#over(carriage, reply);
	}

	/** Whether something that has come to this end is still wanted. */
	#takes({ call, connection }: Carriage, passage: Passage, sentSeq: number): boolean {
		if (connection.state === "closed" || call.isOver) {
			const why = this.link.asker.state === "up" ? "closed" : "node-down";
			recordLost(this.#world, passage, sentSeq, { where: 1, why });
			return false;
		}
		call.lastSeq = recordDelivered(this.#world, passage, sentSeq);
		return true;
	}

	/** The head of a stream has come to this end. */
	#streamBegins(carriage: Carriage, passage: Passage, sentSeq: number, status: number): void {
		const { call } = carriage;
		if (!this.#takes(carriage, passage, sentSeq) || call.listener === undefined) return;
		// From here on it may be silent for as long as it likes.
		call.timeout?.cancel();
		call.listener.opened(status, streamOf(this.#world, this.link, carriage, this.#handling).asking);
	}

	/** All of the answer of a call is here. */
	#over({ call, connection }: Carriage, reply: HttpReply): void {
		connection.carried.delete(call);
		this.#places.delete(call);
		let freedBy = call.lastSeq;
		if (!this.link.spec["keep-alive"] || endsConnectionAfter(reply)) {
			freedBy = recordClosed(this.#world, this.link, call, connection.name, "done", [call.lastSeq]);
			this.#close(connection);
		}
		this.#calls.finish(call, answered(call, reply), freedBy);
	}

	/** Whoever made the call gave up: HTTP/1.1 closes its connection, HTTP/2 only lets go of the call. */
	#abandon(call: Call, why: "gave-up" | "left"): void {
		const connection = this.#places.get(call);
		this.#places.delete(call);
		if (connection === undefined) return;
		if (this.#isShared) {
			const carriage = connection.carried.get(call);
			if (carriage !== undefined) letGo(carriage, this.#world.kernel.now + this.#lanes.forth.delayNs);
			return;
		}
		this.#close(connection);
		call.lastSeq = recordClosed(this.#world, this.link, call, connection.name, why, [call.lastSeq]);
	}

	#hearOfEnd(connection: Connection, cause: number): void {
		whenAwake(this.#world, this.link.asker, () => this.#reset(connection, cause));
	}

	/** The word that the other end knows nothing of the connection has come here. */
	#reset(connection: Connection, cause: number): void {
		if (connection.state === "closed") return;
		const { opener, lastCall, name } = connection;
		const wasOpening = connection.state === "opening";
		const calls = wasOpening ? [opener] : [...connection.carried.keys()];
		this.#close(connection);
		const closedSeq = recordClosed(this.#world, this.link, lastCall, name, "reset", [cause]);
		for (const call of calls) {
			if (call.isOver) continue;
			call.lastSeq = closedSeq;
			this.#calls.finish(call, { how: call.isSent ? "reset" : "not-sent" });
		}
		if (wasOpening && this.#isShared) this.#openNext(closedSeq);
	}

	/** The asking end closes: the news follows what was sent before. */
	#close(connection: Connection): void {
		connection.state = "closed";
		this.#connections.delete(connection);
		this.#places.delete(connection.opener);
		const newsArriveNs = this.#world.kernel.now + this.#lanes.forth.delayNs;
		for (const carriage of [...connection.carried.values()]) {
			this.#places.delete(carriage.call);
			letGo(carriage, newsArriveNs);
		}
	}
}
