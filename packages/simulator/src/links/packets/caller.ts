import { type HttpReply, LOST_AT } from "@roundtrip/behaviour";
import type {
	Answer,
	Departure,
	ExchangeResult,
	ExchangeSpec,
	ExchangeWatcher,
	HttpClient,
	Network,
} from "@roundtrip/network";
import type { Machine, World } from "../../world.ts";
import { answered, type Call } from "../call.ts";
import type { Answerer, Caller, ReturnWay } from "../caller.ts";
import type { CallerParts } from "../caller-parts.ts";
import { Calls } from "../calls.ts";
import { recordAddress, recordClosed, recordOpening, recordSecured, type Security } from "../connection-events.ts";
import { connectionName, isShared, type Link } from "../link.ts";
import { changesProtocol, createEncoder } from "../message.ts";
import {
	type LossReason,
	type Passage,
	recordDelayed,
	recordSent,
	requestPassage,
	responsePassage,
} from "../message-events.ts";
import { securityOf } from "../security.ts";
import { type PacketConnection, PacketExchange, PacketMessage, waitsOf } from "./exchange.ts";
import { clientOf, networkOf } from "./network.ts";
import { PacketStream } from "./stream.ts";

/** The asking end of a link whose packets are simulated: a network's client, and what it tells as events. */
export class PacketCaller implements Caller {
	readonly link: Link;
	readonly #world: World;
	readonly #answerer: () => Answerer;
	readonly #network: Network;
	readonly #client: HttpClient;
	readonly #calls: Calls;
	readonly #security: Security | undefined;
	readonly #isShared: boolean;
	readonly #exchanges = new Map<Call, PacketExchange>();
	readonly #connections = new Map<number, PacketConnection>();
	/** Requests that have left and have not arrived. */
	readonly #requests = new Set<PacketMessage>();
	/** Streams that this end has left, as long as something that it has said may be under way. */
	readonly #left = new Set<PacketStream>();
	readonly #forthNs: number;
	#answererDiedNs = Number.NEGATIVE_INFINITY;
	/** The last end of a connection that was not this end's doing. */
	#failureSeq = 0;

	constructor({ world, link, limit, answerer }: CallerParts) {
		this.#world = world;
		this.link = link;
		this.#answerer = answerer;
		this.#security = securityOf(link);
		this.#isShared = isShared(link.spec);
		this.#forthNs = Math.floor(link.spec.rtt / 2);
		this.#network = networkOf(world, link);
		this.#client = clientOf(world, link, this.#network, limit, {
			handler: (spec, answer) => this.#arrive(spec, answer),
			closed: (number) => this.#reset(number),
		});
		// The network is asked for no more connections than there may be, so that calls wait here, where their causes are known.
		this.#calls = new Calls(world, link.asker.name, this.#isShared ? Number.POSITIVE_INFINITY : limit, {
			begin: (call, causes) => this.#begin(call, causes),
			abandon: (call, why) => this.#abandon(call, why),
		});
	}

	ask(call: Call, timeoutNs: number): void {
		this.#calls.ask(call, timeoutNs);
	}

	leave(call: Call): void {
		this.#calls.leave(call);
	}

	askerDied(): void {
		const { asker } = this.link;
		this.#calls.drop();
		for (const { request, answer, stream } of this.#exchanges.values()) {
			stream?.askerDied(this.#network.path.up.arrivedByNs);
			const how = { where: 1, why: "node-down" } as const;
			if (request?.hasLeft === true) request.lose(() => how, this.#network.path.up.arrivedByNs);
			if (request?.isHeldUp === true) request.lose(() => how);
			this.#loseAnswer(answer);
		}
		for (const stream of this.#left) stream.askerDied(this.#network.path.up.arrivedByNs);
		this.#exchanges.clear();
		this.#connections.clear();
		this.#network.clientDies(deathOf(asker));
	}

	askerRevived(): void {
		this.#network.clientRevives();
	}

	answererDied(crashSeq: number): void {
		const { answerer } = this.link;
		this.#answererDiedNs = this.#world.kernel.now;
		for (const connection of this.#connections.values()) {
			if (connection.state === "connecting") continue;
			connection.isDoomed = true;
			if (answerer.state === "down") connection.deathSeq ??= crashSeq;
		}
		for (const request of this.#requests) this.#doom(request);
		for (const { stream } of this.#exchanges.values()) stream?.answererDied();
		for (const stream of this.#left) stream.answererDied();
		this.#left.clear();
		this.#network.serverDies(deathOf(answerer));
	}

	answererRevived(): void {
		this.#network.serverRevives();
	}

	#begin(call: Call, causes: readonly number[]): void {
		const exchange = new PacketExchange(call, causes);
		this.#exchanges.set(call, exchange);
		this.#askNetwork(exchange);
	}

	#askNetwork(exchange: PacketExchange): void {
		const watcher: ExchangeWatcher = {
			queued: () => this.#queued(exchange),
			resolving: () => this.#address(exchange, "resolving"),
			resolved: () => this.#address(exchange, "resolved"),
			connecting: (number) => this.#connecting(exchange, number),
			connected: (number) => this.#connected(exchange, number),
			secured: (number) => this.#secured(exchange, number),
			leaving: (number) => this.#leaving(exchange, number),
			began: () => this.#streamBegins(exchange),
			progress: (bytes) => exchange.stream?.progress(bytes),
			done: (result) => this.#done(exchange, result),
		};
		exchange.asked = this.#client.ask(exchange, watcher);
	}

	#queued(exchange: PacketExchange): void {
		if (exchange.isQueued) return;
		exchange.isQueued = true;
		this.#calls.queued(exchange.call);
		exchange.causes = [exchange.call.lastSeq];
	}

	#address(exchange: PacketExchange, kind: "resolving" | "resolved"): void {
		exchange.causes = [recordAddress(this.#world, this.link, exchange.call, kind, exchange.causes)];
	}

	#connecting(exchange: PacketExchange, number: number): void {
		const name = connectionName(this.link, number);
		const { call, causes } = exchange;
		// The end of a connection whose every call had given up is told to nobody.
		if (this.#isShared) for (const former of [...this.#connections.values()]) this.#end(former, "reset");
		const readySeq = recordOpening(this.#world, this.link, call, name, "connecting", causes);
		const connection: PacketConnection = {
			...{ number, name, encoder: createEncoder(this.link) },
			...{ opener: exchange, lastCall: call, state: "connecting" },
			...{ readySeq, freedSeq: readySeq, closedSeq: undefined, deathSeq: undefined, isDoomed: false },
		};
		exchange.connection = connection;
		exchange.causes = [readySeq];
		this.#connections.set(number, connection);
	}

	#connected(exchange: PacketExchange, number: number): void {
		const connection = this.#connections.get(number);
		if (connection === undefined) return;
		const { name, readySeq } = connection;
		// Whoever accepted it may have died since.
		const backNs = this.link.spec.rtt - this.#forthNs;
		connection.isDoomed = this.#answererDiedNs >= this.#world.kernel.now - backNs;
		const seq = recordOpening(this.#world, this.link, exchange.call, name, "connected", [readySeq]);
		this.#isReady(exchange, connection, seq, this.#security === undefined);
	}

	#secured(exchange: PacketExchange, number: number): void {
		const connection = this.#connections.get(number);
		if (connection === undefined || this.#security === undefined) return;
		const { name, readySeq } = connection;
		const seq = recordSecured(this.#world, this.link, exchange.call, name, this.#security, [readySeq]);
		this.#isReady(exchange, connection, seq, true);
	}

	#isReady(exchange: PacketExchange, connection: PacketConnection, seq: number, isOpen: boolean): void {
		connection.readySeq = seq;
		connection.state = isOpen ? "open" : "connected";
		exchange.causes = [seq];
		// Whoever it was opened for has given up meanwhile; others may use it.
		if (isOpen && exchange.call.isOver) exchange.asked?.cancel();
	}

	/** The request is about to leave: its sizes are known now, and what becomes of it. */
	#leaving(exchange: PacketExchange, number: number): Departure | undefined {
		const connection = this.#connections.get(number);
		const { call } = exchange;
		if (connection === undefined || call.isOver) return "vanishes";
		const { readySeq, freedSeq } = connection;
		const causes = exchange.isQueued ? [call.lastSeq, Math.max(readySeq, freedSeq)] : exchange.causes;
		const message = connection.encoder.request(call);
		const passage = requestPassage(call, this.link, connection.name);
		exchange.write(message);
		exchange.connection = connection;
		connection.lastCall = call;
		call.isSent = true;
		call.lastSeq = recordSent(this.#world, passage, message, causes);
		const request = new PacketMessage(this.#world, passage, call.lastSeq);
		exchange.request = request;
		const departure = this.#fate(passage, request, this.#forthNs);
		this.#requests.add(request);
		if (connection.isDoomed) this.#doom(request);
		if (exchange.isOpen) this.#goesOn(exchange, connection, request);
		return departure;
	}

	/** The request is open: what follows can be said as soon as it has left. */
	#goesOn(exchange: PacketExchange, connection: PacketConnection, request: PacketMessage): void {
		const stream = this.#streamOf(exchange, connection);
		stream.requestSent(request);
		this.#world.later(0, () => {
			if (!exchange.call.isOver) exchange.call.listener?.left(stream.asking);
		});
	}

	#streamOf(exchange: PacketExchange, connection: PacketConnection): PacketStream {
		exchange.stream ??= new PacketStream(this.#world, this.link, exchange, connection);
		return exchange.stream;
	}

	/** Whether the message is struck by a fault, and how. */
	#fate(passage: Passage, message: PacketMessage, delayNs: number): Departure {
		const { message: id, direction } = passage;
		const fate = this.#world.messageFaults.fate(id, this.link.name, direction);
		const { now } = this.#world.kernel;
		if (fate.kind === "lose") {
			message.leavesNs = Number.POSITIVE_INFINITY;
			message.lostBy = fate.fault;
			const how = { where: LOST_AT, why: "fault", fault: fate.fault } as const;
			message.lose(() => how, now + Math.floor(delayNs * LOST_AT));
			return "vanishes";
		}
		if (fate.kind === "deliver") return 0;
		recordDelayed(this.#world, passage, message.sentSeq, fate);
		message.leavesNs = now + fate.by;
		return fate.by;
	}

	/** All of a request is there, unless it was given up for lost. */
	#arrive(spec: ExchangeSpec, answer: Answer): void {
		if (!(spec instanceof PacketExchange)) return;
		const { request, call } = spec;
		if (request === undefined || request.isOver) return;
		this.#requests.delete(request);
		this.#answerer().receive(call, this.#wayBack(spec, answer), request.deliver());
	}

	#wayBack(exchange: PacketExchange, answer: Answer): ReturnWay {
		const stream = (): PacketStream | undefined =>
			exchange.connection === undefined ? undefined : this.#streamOf(exchange, exchange.connection);
		return {
			send: (reply, causes) => this.#answer(exchange, answer, reply, causes),
			listen: (listener) => stream()?.listen(answer, listener),
			item: (item, causes) => stream()?.item(answer, item, causes),
			end: (ending, causes) => stream()?.end(answer, ending, causes),
		};
	}

	#answer(exchange: PacketExchange, answer: Answer, reply: HttpReply, causes: readonly number[]): void {
		const { call, connection } = exchange;
		if (connection === undefined) return;
		const { kernel } = this.#world;
		const message = connection.encoder.response(call, reply, kernel.now);
		const passage = responsePassage(call, this.link, connection.name);
		const response = new PacketMessage(this.#world, passage, recordSent(this.#world, passage, message, causes));
		exchange.answer = response;
		exchange.reply = reply;
		const write = (): void => {
			if (response.isOver) return;
			if (!answer.isOpen) {
				response.lose(() => ({ where: 0, why: this.link.answerer.state === "up" ? "closed" : "node-down" }));
				return;
			}
			if (reply.isOpen !== true) {
				answer.whole(message.headBytes, message.bodyBytes, message.trailerBytes);
			} else {
				answer.head(message.headBytes, changesProtocol(reply));
				if (message.bodyBytes > 0) answer.body(message.bodyBytes);
			}
			if (call.isOver) this.#loseAnswer(response);
		};
		const departure = answer.isOpen ? this.#fate(passage, response, this.link.spec.rtt - this.#forthNs) : 0;
		if (reply.isOpen === true) this.#streamOf(exchange, connection).answerSent(response);
		if (departure === 0) write();
		else if (departure !== "vanishes") this.#world.later(departure, write);
	}

	/** The head of an answer is here. Only that of a stream is told apart from the rest. */
	#streamBegins({ call, answer, reply, stream }: PacketExchange): void {
		if (reply?.isOpen !== true || answer === undefined || stream === undefined || answer.isOver) return;
		call.lastSeq = answer.deliver();
		if (call.listener !== undefined) {
			// From here on it may be silent for as long as it likes.
			call.timeout?.cancel();
			call.listener.opened(reply.status, stream.asking);
		}
		stream.progress(0);
	}

	#done(exchange: PacketExchange, result: ExchangeResult): void {
		switch (result.outcome) {
			case "done":
				this.#answered(exchange, result);
				return;
			default:
				this.#failed(exchange, result.outcome);
		}
	}

	#answered(exchange: PacketExchange, { connection: number, roundTrips }: ExchangeResult): void {
		const { call, answer, connection, reply, stream } = exchange;
		if (answer === undefined || connection === undefined || reply === undefined) return;
		if (reply.isOpen === true ? call.isOver : answer.isOver) return;
		this.#exchanges.delete(call);
		if (reply.isOpen !== true) call.lastSeq = answer.deliver(waitsOf(roundTrips));
		stream?.ended();
		let freedBy = call.lastSeq;
		if (!this.link.spec["keep-alive"] || changesProtocol(reply)) {
			freedBy = recordClosed(this.#world, this.link, call, connection.name, "done", [call.lastSeq]);
			this.#connections.delete(number);
		}
		connection.freedSeq = freedBy;
		const trailers = stream?.ending?.trailers;
		this.#calls.finish(call, answered(call, trailers === undefined ? reply : { ...reply, trailers }), freedBy);
	}

	/** The connection came to nothing. Calls that only waited for it ask for another. */
	#failed(exchange: PacketExchange, how: "refused" | "reset" | "unreachable"): void {
		const { call, request, answer, connection } = exchange;
		if (connection === undefined) {
			exchange.causes = [call.lastSeq, this.#failureSeq];
			this.#askNetwork(exchange);
			return;
		}
		this.#exchanges.delete(call);
		call.lastSeq = connection.closedSeq ?? this.#end(connection, how);
		if (request?.hasLeft === true) this.#loseRequest(request, this.#world.kernel.now);
		answer?.lose(() => ({ where: 1, why: "closed" }));
		exchange.stream?.broken();
		if (call.isOver) return;
		this.#calls.finish(call, { how: how === "refused" ? how : call.isSent ? "reset" : "not-sent" });
	}

	/** A connection that was never open, or was not known to have ended. */
	#end(connection: PacketConnection, how: "refused" | "reset" | "unreachable"): number {
		const { number, name, readySeq, opener, lastCall } = connection;
		const { lastChange } = this.link.answerer;
		const causes = lastChange === undefined ? [readySeq] : [readySeq, lastChange];
		this.#connections.delete(number);
		if (how === "refused") {
			this.#failureSeq = recordOpening(this.#world, this.link, opener.call, name, how, causes);
		} else {
			// Nothing was heard from there for as long as TCP tries.
			const why = how === "reset" ? "reset" : "gave-up";
			this.#failureSeq = recordClosed(this.#world, this.link, lastCall, name, why, causes);
		}
		connection.closedSeq = this.#failureSeq;
		return this.#failureSeq;
	}

	/** The other end's machine has said that the connection is no more. */
	#reset(number: number): void {
		const connection = this.#connections.get(number);
		if (connection === undefined) return;
		const { name, lastCall, deathSeq, readySeq } = connection;
		this.#connections.delete(number);
		const cause = deathSeq ?? this.link.answerer.lastChange ?? readySeq;
		this.#failureSeq = recordClosed(this.#world, this.link, lastCall, name, "reset", [cause]);
		connection.closedSeq = this.#failureSeq;
	}

	/** Whoever made the call gave up: HTTP/1.1 closes its connection, the others only let go of the call. */
	#abandon(call: Call, why: "gave-up" | "left"): void {
		const exchange = this.#exchanges.get(call);
		if (exchange === undefined) return;
		const { connection, request, answer } = exchange;
		this.#exchanges.delete(call);
		// What the faults hold up at its sender is never written.
		if (request?.isHeldUp === true) request.lose(() => ({ where: 0, why: "closed" }));
		this.#loseAnswer(answer);
		if (exchange.stream !== undefined) this.#leave(exchange.stream);
		if (this.#isShared) {
			if (request !== undefined) this.#loseRequest(request, this.#network.path.up.arrivedByNs);
			// A connection that is being opened is opened, for others.
			if (connection !== undefined && !call.isSent) return;
			if (connection !== undefined) connection.freedSeq = call.lastSeq;
		} else if (connection !== undefined) {
			this.#connections.delete(connection.number);
			call.lastSeq = recordClosed(this.#world, this.link, call, connection.name, why, [call.lastSeq]);
		}
		exchange.asked?.cancel();
	}

	#leave(stream: PacketStream): void {
		this.#left.add(stream);
		stream.left(() => this.#left.delete(stream));
	}

	/** Nobody takes the request any more; that shows when it arrives. */
	#loseRequest(request: PacketMessage, atNs: number): void {
		const { answerer } = this.link;
		const { lastChange } = answerer;
		const because = answerer.state === "up" || lastChange === undefined ? [] : [lastChange];
		if (request.leavesNs === Number.POSITIVE_INFINITY) return;
		request.lose(() => ({ where: 1, why: answerer.state === "up" ? "closed" : "node-down" }), atNs, because);
	}

	/** Whoever would take the request has died. */
	#doom(request: PacketMessage): void {
		if (request.isOver) this.#requests.delete(request);
		else this.#loseRequest(request, Math.max(request.leavesNs + this.#forthNs, this.#network.path.up.arrivedByNs));
	}

	/** Nobody waits for the answer any more; what has left arrives at a closed door. */
	#loseAnswer(answer: PacketMessage | undefined): void {
		if (answer === undefined || !answer.hasLeft) return;
		const { asker } = this.link;
		const how = (): LossReason => ({ where: 1, why: asker.state === "up" ? "closed" : "node-down" });
		answer.lose(how, this.#network.path.down.arrivedByNs);
	}
}

function deathOf({ state }: Machine): "process" | "machine" {
	return state === "dark" ? "machine" : "process";
}
