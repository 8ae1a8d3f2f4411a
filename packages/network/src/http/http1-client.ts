import type { Bytes } from "@roundtrip/model";
import type { Resolver } from "../dns.ts";
import type { Network } from "../network.ts";
import type { TlsOptions } from "../tls/handshake.ts";
import { type ExchangeDone, type ExchangeSpec, noRoundTrips, noTimes } from "./exchange.ts";
import { Http1Connection, type Http1Exchange, type Http1Slot } from "./http1-connection.ts";
import { asSpecified, type Handler } from "./server.ts";

/** A client of one server over HTTP/1.1. */
export interface Http1Options {
	/** The most connections at once; 6, as browsers have, if absent. */
	readonly connections?: number;
	/** Connections carry one exchange after the other (default), or one each: `Connection: close`. */
	readonly keepAlive?: boolean;
	readonly tls?: TlsOptions;
	/** Asked for `hostName` before a connection is opened; without it the address is known. */
	readonly resolver?: Resolver;
	readonly hostName?: string;
	/** Answers the requests; if absent, as each exchange's own spec says. */
	readonly handler?: Handler;
}

export interface HttpClient {
	/** Begins an exchange. `progress` is told how much of the body is here. */
	ask(spec: ExchangeSpec, done: ExchangeDone, progress?: (bytes: Bytes) => void): void;
	/** Ends all connections. */
	close(): void;
}

/**
 * HTTP/1.1 as Node's agent does it: an idle connection is used again, the one that has been idle longest first; else a
 * new one is opened, up to the limit, and carries the exchange that it was opened for; else the exchange waits in a queue.
 */
export function createHttp1Client(network: Network, options: Http1Options = {}): HttpClient {
	const { connections: limit = 6, keepAlive = true, tls, resolver, hostName = "server" } = options;
	const handler = options.handler ?? asSpecified(network);
	const idle: Http1Connection[] = [];
	const all = new Set<Http1Connection>();
	const queue: Http1Exchange[] = [];
	let opening = 0;
	let opened = 0;

	const owner = {
		freed(connection: Http1Connection): void {
			const next = takeNext(connection.slot);
			if (next === undefined) idle.push(connection);
			else assign(next, connection);
		},
		gone(connection: Http1Connection): void {
			all.delete(connection);
			const at = idle.indexOf(connection);
			if (at >= 0) idle.splice(at, 1);
			const next = takeNext(connection.slot);
			if (next !== undefined) open(next, connection.slot);
		},
	};

	/** The next exchange of the queue; what was done in the place while it waited is what it waited for. */
	function takeNext(slot: Http1Slot): Http1Exchange | undefined {
		const next = queue.shift();
		if (next === undefined) return undefined;
		const since = slot.finishedNs.findLastIndex((timeNs) => timeNs < next.times.askedNs);
		next.roundTrips.queue = slot.finishedNs.length - 1 - since;
		return next;
	}

	function assign(exchange: Http1Exchange, connection: Http1Connection): void {
		exchange.times.assignedNs = network.kernel.now;
		connection.carry(exchange);
	}

	function open(exchange: Http1Exchange, slot: Http1Slot): void {
		exchange.times.assignedNs = network.kernel.now;
		opening += 1;
		const connect = (): void => {
			opening -= 1;
			opened += 1;
			all.add(new Http1Connection(network, opened, slot, owner, handler, keepAlive, tls, exchange));
		};
		if (resolver === undefined) {
			connect();
			return;
		}
		resolver.resolve(hostName, (asked) => {
			exchange.times.resolvedNs = network.kernel.now;
			exchange.roundTrips.dns = asked ? 1 : 0;
			connect();
		});
	}

	function place(exchange: Http1Exchange): void {
		const free = idle.shift();
		// What else is asked for in this turn, as opening other connections, comes before the request leaves.
		if (free !== undefined) network.client.run(0, () => assign(exchange, free));
		else if (all.size + opening < limit) open(exchange, { finishedNs: [] });
		else queue.push(exchange);
	}

	return {
		ask(spec, done, progress) {
			const times = noTimes(network.kernel.now);
			const exchange: Http1Exchange = { spec, times, roundTrips: noRoundTrips(), done, progress };
			const { askNs = 0 } = network.client.costs;
			if (askNs === 0) place(exchange);
			else network.client.run(askNs, () => place(exchange));
		},
		close() {
			queue.length = 0;
			for (const connection of all) connection.close();
			all.clear();
			idle.length = 0;
		},
	};
}
