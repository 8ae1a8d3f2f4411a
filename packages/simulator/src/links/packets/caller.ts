import type {
	Answer,
	Departure,
	ExchangeResult,
	ExchangeSpec,
	ExchangeWatcher,
	HttpClient,
	Network,
} from "@roundtrip/network";
import { inTimeOf, whenAwake } from "../../hamperings.ts";
import type { Machine, World } from "../../world.ts";
import { answered, type Call } from "../call.ts";
import type { Answerer, Caller } from "../caller.ts";
import type { CallerParts } from "../caller-parts.ts";
import { Calls } from "../calls.ts";
import { recordAddress, recordClosed } from "../connection-events.ts";
import { isShared, type Link } from "../link.ts";
import { endsConnectionAfter } from "../message.ts";
import { recordSent, requestPassage } from "../message-events.ts";
import { receive } from "../receive.ts";
import { PacketConnections } from "./connections.ts";
import { departureOf, loseEnded } from "./departure.ts";
import { type FollowedStream, type PacketConnection, PacketExchange, waitsOf } from "./exchange.ts";
import { GivenUp } from "./given-up.ts";
import { PacketMessage } from "./message.ts";
import { clientOf, networkOf } from "./network.ts";
import { streamOf } from "./stream.ts";
import { loseAnswer, PacketReturn } from "./way-back.ts";

/** The asking end of a link whose packets are simulated: a network's client, and what it tells as events. */
export class PacketCaller implements Caller {
	readonly link: Link;
	readonly #world: World;
	readonly #answerer: () => Answerer;
	readonly #network: Network;
	readonly #client: HttpClient;
	readonly #calls: Calls;
	readonly #isShared: boolean;
	readonly #exchanges = new Map<Call, PacketExchange>();
	readonly #connections: PacketConnections;
	/** Requests that have left and have not arrived. */
	readonly #requests = new Set<PacketMessage>();
	/** Streams that this end has left, as long as something that it has said may be under way. */
	readonly #left = new Set<FollowedStream>();
	readonly #forthNs: number;
	readonly #givenUp: GivenUp;

	constructor({ world, link, limit, answerer }: CallerParts) {
		this.#world = world;
		this.link = link;
		this.#answerer = answerer;
		this.#connections = new PacketConnections(world, link);
		this.#isShared = isShared(link.spec);
		this.#forthNs = Math.floor(link.spec.rtt / 2);
		this.#givenUp = new GivenUp(world, link);
		this.#network = networkOf(world, link);
		this.#client = clientOf(world, link, this.#network, limit, {
			handler: (spec, answer) => whenAwake(world, link.answerer, () => this.#arrive(spec, answer)),
			closed: (number) => this.#connections.reset(number),
			inVain: (spec) => this.#cameInVain(spec),
		});
		// The network is asked for no more connections than there may be, so that calls wait here, where their causes are known.
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

	askerDied(): void {
		const { asker } = this.link;
		this.#calls.drop();
		for (const { request, answer, stream } of this.#exchanges.values()) {
			stream?.askerDied(this.#network.path.up.arrivedByNs);
			const how = { where: 1, why: "node-down" } as const;
			if (request?.hasLeft === true) request.lose(() => how, this.#network.path.up.arrivedByNs);
			if (request?.isHeldUp === true) request.lose(() => how);
			loseAnswer(this.#givenUp, this.#network, answer);
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
		this.#connections.answererDied(crashSeq);
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
			connecting: (number) => this.#connections.connecting(exchange, number),
			connected: (number) => this.#connections.connected(exchange, number),
			secured: (number) => this.#secured(exchange, number),
			leaving: (number) => this.#leaving(exchange, number),
			done: (result) => this.#whenAwake(() => this.#done(exchange, result)),
			...(exchange.isStream ? this.#watchStream(exchange) : undefined),
		};
		exchange.asked = this.#client.ask(exchange, watcher);
	}

	/** The asking end's program may stand still. */
	#whenAwake(takeIn: () => void): void {
		whenAwake(this.#world, this.link.asker, takeIn);
	}

	/** What is told of streams alone, as the parts of other answers come together. */
	#watchStream(exchange: PacketExchange): Pick<ExchangeWatcher, "began" | "progress"> {
		return {
			began: () => this.#whenAwake(() => this.#streamBegins(exchange)),
			progress: (bytes) => this.#whenAwake(() => exchange.stream?.progress(bytes)),
		};
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

	#secured(exchange: PacketExchange, number: number): void {
		if (this.link.trouble === undefined) this.#connections.secured(exchange, number);
		else this.#distrust(exchange, number);
	}

	/** The certificate isn't believed: the connection is closed, and nothing is asked over it. */
	#distrust(exchange: PacketExchange, number: number): void {
		const { call } = exchange;
		this.#connections.distrust(exchange, number);
		this.#exchanges.delete(call);
		if (!call.isOver) this.#calls.finish(call, { how: "refused" });
		// What the client is in the middle of, it does to its end.
		this.#world.later(0, () => {
			if (!this.#isShared) {
				exchange.asked?.cancel();
				return;
			}
			this.#client.close();
			for (const other of [...this.#exchanges.values()]) {
				other.causes = [other.call.lastSeq, this.#connections.failureSeq];
				this.#askNetwork(other);
			}
		});
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
		const departure = departureOf(this.#world, this.link, passage, request, this.#forthNs);
		this.#requests.add(request);
		if (connection.isDoomed) this.#doom(request);
		if (exchange.isOpen) this.#goesOn(exchange, connection, request);
		return departure;
	}

	/** The request is open: what follows can be said as soon as it has left. */
	#goesOn(exchange: PacketExchange, connection: PacketConnection, request: PacketMessage): void {
		const stream = streamOf(this.#world, this.link, exchange, connection);
		stream.requestSent(request);
		this.#world.later(0, () => {
			if (!exchange.call.isOver) exchange.call.listener?.left(stream.asking);
		});
	}

	/** All of a request is there, unless it was given up for lost. */
	#arrive(spec: ExchangeSpec, answer: Answer): void {
		if (!(spec instanceof PacketExchange)) return;
		const { request, call, connection } = spec;
		if (request === undefined || connection === undefined || request.isOver) return;
		this.#requests.delete(request);
		// It may have died of another request in the same packet.
		if (this.link.answerer.state !== "up") {
			this.#loseRequest(request, this.#world.kernel.now);
			return;
		}
		const { endedBy } = request;
		if (endedBy !== undefined) {
			loseEnded(request, endedBy, "request");
			connection.deathSeq ??= request.sentSeq;
			answer.reset();
			return;
		}
		const back = new PacketReturn(this.#world, this.link, this.#network, spec, connection, answer);
		receive(this.#world, this.link, this.#answerer(), call, back, request.deliver());
	}

	/** The answering end of the connection of a request is no more, and its asker has given it up before. */
	#cameInVain(spec: ExchangeSpec): void {
		if (!(spec instanceof PacketExchange) || !spec.call.isOver) return;
		const { request } = spec;
		if (request?.hasLeft === true && this.link.answerer.state === "up")
			request.lose(() => this.#givenUp.reason("request"));
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
		if (!this.link.spec["keep-alive"] || endsConnectionAfter(reply)) {
			freedBy = recordClosed(this.#world, this.link, call, connection.name, "done", [call.lastSeq]);
			this.#connections.delete(number);
		}
		connection.freedSeq = freedBy;
		const ending = stream?.ending;
		const whole = ending === undefined ? reply : { ...reply, trailers: ending.trailers, closeCode: ending.closeCode };
		this.#calls.finish(call, answered(call, whole), freedBy);
	}

	/** The connection came to nothing. Calls that only waited for it ask for another. */
	#failed(exchange: PacketExchange, how: "refused" | "reset" | "unreachable"): void {
		const { call, request, answer, connection } = exchange;
		if (connection === undefined) {
			exchange.causes = [call.lastSeq, this.#connections.failureSeq];
			this.#askNetwork(exchange);
			return;
		}
		this.#exchanges.delete(call);
		call.lastSeq = connection.closedSeq ?? this.#connections.end(connection, how);
		if (request?.hasLeft === true) this.#loseRequest(request, this.#world.kernel.now);
		answer?.lose(() => ({ where: 1, why: "closed" }));
		exchange.stream?.broken();
		if (call.isOver) return;
		this.#calls.finish(call, { how: how === "refused" ? how : call.isSent ? "reset" : "not-sent" });
	}

	/** Whoever made the call gave up: HTTP/1.1 closes its connection, the others only let go of the call. */
	#abandon(call: Call, why: "gave-up" | "left"): void {
		const exchange = this.#exchanges.get(call);
		if (exchange === undefined) return;
		const { connection, request, answer } = exchange;
		this.#exchanges.delete(call);
		// What the faults hold up at its sender is never written.
		if (request?.isHeldUp === true) request.lose(() => ({ where: 0, why: "closed" }));
		loseAnswer(this.#givenUp, this.#network, answer);
		if (exchange.stream !== undefined) this.#leave(exchange.stream);
		if (this.#isShared) {
			if (request !== undefined) this.#loseRequest(request, this.#network.path.up.arrivedByNs);
			// A connection that is being opened is opened, for others.
			if (connection !== undefined && !call.isSent) return;
			if (connection !== undefined) connection.freedSeq = call.lastSeq;
		} else if (connection !== undefined) {
			this.#connections.delete(connection.number);
			// Where the one who accepted it died before this end knew, what has left comes to a closed door.
			if (request !== undefined && this.#connections.hasSeenDeath(connection)) {
				this.#loseRequest(request, this.#network.path.up.arrivedByNs);
			}
			if (this.#givenUp.isLostForGood("request")) request?.lose(() => this.#givenUp.reason("request"));
			call.lastSeq = recordClosed(this.#world, this.link, call, connection.name, why, [call.lastSeq]);
		}
		exchange.asked?.cancel();
	}

	#leave(stream: FollowedStream): void {
		this.#left.add(stream);
		stream.left(() => this.#left.delete(stream));
	}

	/** Nobody takes the request any more; that shows when it arrives. */
	#loseRequest(request: PacketMessage, atNs: number): void {
		const { answerer } = this.link;
		const { lastChange } = answerer;
		const because = answerer.state === "up" || lastChange === undefined ? [] : [lastChange];
		if (request.leavesNs === Number.POSITIVE_INFINITY) return;
		request.lose(() => this.#givenUp.reason("request"), atNs, because);
	}

	/** Whoever would take the request has died. */
	#doom(request: PacketMessage): void {
		if (request.isOver) this.#requests.delete(request);
		else this.#loseRequest(request, Math.max(request.leavesNs + this.#forthNs, this.#network.path.up.arrivedByNs));
	}
}

function deathOf({ state }: Machine): "process" | "machine" {
	return state === "dark" ? "machine" : "process";
}
