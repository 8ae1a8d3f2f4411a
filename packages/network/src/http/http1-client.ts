import type { Network } from "../network.ts";
import type { TlsOptions } from "../tls/handshake.ts";
import type { ClientOptions, HttpClient } from "./client.ts";
import type { ExchangeSpec } from "./exchange.ts";
import { Http1Connection, type Http1Owner, type Http1Slot } from "./http1-connection.ts";
import { asSpecified, type Handler } from "./server.ts";
import { Wanted } from "./wanted.ts";

/** A client of one server over HTTP/1.1. */
export interface Http1Options extends ClientOptions {
	/** The most connections at once; 6, as browsers have, if absent. */
	readonly connections?: number;
	/** Connections carry one exchange after the other (default), or one each: `Connection: close`. */
	readonly keepAlive?: boolean;
	readonly tls?: TlsOptions;
}

/**
 * HTTP/1.1 as Node's agent does it: an idle connection is used again, the one that has been idle longest first; else a
 * new one is opened, up to the limit, and carries the exchange that it was opened for; else the exchange waits in a queue.
 */
export function createHttp1Client(network: Network, options: Http1Options = {}): HttpClient {
	const pool = new Pool(network, options);
	const client: HttpClient = {
		ask(spec, watcher) {
			const wanted = new Wanted(network, spec, watcher);
			if (network.hosts.client.state !== "alive") return wanted;
			const { askNs = 0 } = network.client.costs;
			if (askNs === 0) pool.place(wanted);
			else network.client.run(askNs, () => pool.place(wanted));
			return wanted;
		},
		close: () => pool.close(),
	};
	network.hosts.client.whenDies(() => client.close());
	return client;
}

/** The connections of a client, and what waits for one. */
class Pool implements Http1Owner {
	readonly #network: Network;
	readonly #options: Http1Options;
	readonly #handler: Handler;
	readonly #idle: Http1Connection[] = [];
	readonly #all = new Set<Http1Connection>();
	readonly #queue: Wanted[] = [];
	/** Exchanges that wait for the address of a connection of their own. */
	readonly #opening = new Set<Wanted>();

	constructor(network: Network, options: Http1Options) {
		this.#network = network;
		this.#options = options;
		this.#handler = options.handler ?? asSpecified(network);
	}

	place(wanted: Wanted): void {
		if (wanted.isOver) return;
		const free = this.#idle.shift();
		const { connections = 6 } = this.#options;
		if (free !== undefined) {
			// What else is asked for in this turn, as opening other connections, comes before the request leaves.
			this.#network.client.run(0, () => this.#assign(wanted, free));
		} else if (this.#all.size + this.#opening.size < connections) {
			this.#open(wanted, { finishedNs: [] });
		} else {
			wanted.waitIn(this.#queue);
		}
	}

	freed(connection: Http1Connection): void {
		const next = this.#takeNext(connection.slot);
		if (next === undefined) this.#idle.push(connection);
		else this.#assign(next, connection);
	}

	gone(connection: Http1Connection, wasReset: boolean): void {
		if (!this.#all.delete(connection)) return;
		const at = this.#idle.indexOf(connection);
		if (at >= 0) this.#idle.splice(at, 1);
		if (wasReset) this.#options.closed?.(connection.number, "reset");
	}

	inVain(request: ExchangeSpec): void {
		this.#options.inVain?.(request);
	}

	vacated(slot: Http1Slot): void {
		const next = this.#takeNext(slot);
		if (next !== undefined) this.#open(next, slot);
	}

	close(): void {
		for (const wanted of [...this.#queue, ...this.#opening]) wanted.drop();
		const connections = [...this.#all];
		this.#queue.length = 0;
		this.#opening.clear();
		this.#all.clear();
		this.#idle.length = 0;
		for (const connection of connections) connection.close();
	}

	/** The next exchange of the queue, for this place. */
	#takeNext(slot: Http1Slot): Wanted | undefined {
		const next = this.#queue.shift();
		if (next === undefined) return undefined;
		next.countQueue(slot.finishedNs);
		return next;
	}

	#assign(wanted: Wanted, connection: Http1Connection): void {
		if (wanted.isOver) {
			if (connection.isOpen) this.freed(connection);
		} else if (connection.isOpen) {
			wanted.times.assignedNs = this.#network.kernel.now;
			connection.carry(wanted);
		} else {
			this.place(wanted);
		}
	}

	#open(wanted: Wanted, slot: Http1Slot): void {
		const { resolver, hostName = "server" } = this.#options;
		wanted.times.assignedNs = this.#network.kernel.now;
		this.#opening.add(wanted);
		wanted.letGo = () => {
			this.#opening.delete(wanted);
			this.vacated(slot);
		};
		if (resolver === undefined) this.#connect(wanted, slot);
		else wanted.resolve(resolver, hostName, () => this.#connect(wanted, slot));
	}

	#connect(wanted: Wanted, slot: Http1Slot): void {
		if (wanted.isOver) return;
		const number = this.#network.numberConnection();
		wanted.watcher.connecting?.(number);
		if (wanted.isOver) return;
		this.#opening.delete(wanted);
		const { keepAlive = true, tls } = this.#options;
		const made = new Http1Connection(this.#network, number, slot, this, this.#handler, keepAlive, tls);
		this.#all.add(made);
		made.carry(wanted);
	}
}
