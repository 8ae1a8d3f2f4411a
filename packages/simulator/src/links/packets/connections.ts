import type { World } from "../../world.ts";
import { recordClosed, recordDistrust, recordOpening, recordSecured, type Security } from "../connection-events.ts";
import { connectionName, isShared, type Link } from "../link.ts";
import { createEncoder } from "../message.ts";
import { securityOf } from "../security.ts";
import type { PacketConnection, PacketExchange } from "./exchange.ts";

/** The connections of one asking end: what their openings and ends tell. */
export class PacketConnections {
	readonly #world: World;
	readonly #link: Link;
	readonly #security: Security | undefined;
	readonly #open = new Map<number, PacketConnection>();
	#answererDiedNs = Number.NEGATIVE_INFINITY;
	/** The event of the last end of a connection that was not this end's doing. */
	failureSeq = 0;

	constructor(world: World, link: Link) {
		this.#world = world;
		this.#link = link;
		this.#security = securityOf(link);
	}

	get(number: number): PacketConnection | undefined {
		return this.#open.get(number);
	}

	/** This end has closed it. */
	delete(number: number): void {
		this.#open.delete(number);
	}

	clear(): void {
		this.#open.clear();
	}

	/** Whether somebody has died at the other end since a connection began to be opened. */
	hasSeenDeath({ beganNs }: PacketConnection): boolean {
		return this.#answererDiedNs >= beganNs;
	}

	connecting(exchange: PacketExchange, number: number): void {
		const name = connectionName(this.#link, number);
		const { call, causes } = exchange;
		// The end of a connection whose every call had given up is told to nobody.
		if (isShared(this.#link.spec)) for (const former of [...this.#open.values()]) this.end(former, "reset");
		const readySeq = recordOpening(this.#world, this.#link, call, name, "connecting", causes);
		const connection: PacketConnection = {
			...{ number, name, encoder: createEncoder(this.#link) },
			...{ opener: exchange, lastCall: call, state: "connecting" },
			...{ readySeq, freedSeq: readySeq, closedSeq: undefined, deathSeq: undefined, isDoomed: false },
			beganNs: this.#world.kernel.now,
		};
		exchange.connection = connection;
		exchange.causes = [readySeq];
		this.#open.set(number, connection);
	}

	connected(exchange: PacketExchange, number: number): void {
		const connection = this.#open.get(number);
		if (connection === undefined) return;
		const { name, readySeq } = connection;
		// Whoever accepted it may have died since.
		const { rtt } = this.#link.spec;
		const backNs = rtt - Math.floor(rtt / 2);
		connection.isDoomed = this.#answererDiedNs >= this.#world.kernel.now - backNs;
		const seq = recordOpening(this.#world, this.#link, exchange.call, name, "connected", [readySeq]);
		isReady(exchange, connection, seq, this.#security === undefined);
	}

	secured(exchange: PacketExchange, number: number): void {
		const connection = this.#open.get(number);
		if (connection === undefined || this.#security === undefined) return;
		const { name, readySeq } = connection;
		const seq = recordSecured(this.#world, this.#link, exchange.call, name, this.#security, [readySeq]);
		isReady(exchange, connection, seq, true);
	}

	/** What the other end has shown isn't believed. */
	distrust({ call }: PacketExchange, number: number): void {
		const connection = this.#open.get(number);
		if (connection === undefined) return;
		const { name, readySeq } = connection;
		this.#open.delete(number);
		this.failureSeq = recordDistrust(this.#world, this.#link, call, name, [readySeq]);
		connection.closedSeq = this.failureSeq;
	}

	/** Whoever has accepted them is no more; if it was the process alone, its machine says so. */
	answererDied(crashSeq: number): void {
		this.#answererDiedNs = this.#world.kernel.now;
		for (const connection of this.#open.values()) {
			if (connection.state === "connecting") continue;
			connection.isDoomed = true;
			if (this.#link.answerer.state === "down") connection.deathSeq ??= crashSeq;
		}
	}

	/** A connection was never open, or was not known to have ended. Gives the event that tells it. */
	end(connection: PacketConnection, how: "refused" | "reset" | "unreachable"): number {
		const { number, name, readySeq, opener, lastCall } = connection;
		const { lastChange } = this.#link.answerer;
		const causes = lastChange === undefined ? [readySeq] : [readySeq, lastChange];
		this.#open.delete(number);
		if (how === "refused") {
			this.failureSeq = recordOpening(this.#world, this.#link, opener.call, name, how, causes);
		} else {
			// Nothing was heard from there for as long as TCP tries.
			const why = how === "reset" ? "reset" : "gave-up";
			this.failureSeq = recordClosed(this.#world, this.#link, lastCall, name, why, causes);
		}
		connection.closedSeq = this.failureSeq;
		return this.failureSeq;
	}

	/** The other end's machine has said that the connection is no more. */
	reset(number: number): void {
		const connection = this.#open.get(number);
		if (connection === undefined) return;
		const { name, lastCall, deathSeq, readySeq } = connection;
		this.#open.delete(number);
		const cause = deathSeq ?? this.#link.answerer.lastChange ?? readySeq;
		this.failureSeq = recordClosed(this.#world, this.#link, lastCall, name, "reset", [cause]);
		connection.closedSeq = this.failureSeq;
	}
}

function isReady(exchange: PacketExchange, connection: PacketConnection, seq: number, isOpen: boolean): void {
	connection.readySeq = seq;
	connection.state = isOpen ? "open" : "connected";
	exchange.causes = [seq];
	// Whoever it was opened for has given up meanwhile; others may use it.
	if (isOpen && exchange.call.isOver) exchange.asked?.cancel();
}
