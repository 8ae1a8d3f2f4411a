import type { Resolver } from "../dns.ts";
import type { Network } from "../network.ts";
import type { TlsOptions } from "../tls/handshake.ts";
import { noRoundTrips, noTimes } from "./exchange.ts";
import type { HttpClient } from "./http1-client.ts";
import { DEFAULT_WINDOWS, type Http2Windows } from "./http2-end.ts";
import { type Http2Exchange, Http2Session } from "./http2-session.ts";
import { asSpecified, type Handler } from "./server.ts";

/** A client of one server over HTTP/2. */
export interface Http2Options {
	readonly tls?: TlsOptions;
	/** Windows that the client gives: the RFC's 65,535 as Node's client does (default), or `BROWSER_WINDOWS`. */
	readonly windows?: Http2Windows;
	/** Streams at once that the server allows, once its settings are here; 128 if absent. */
	readonly concurrentStreams?: number;
	/** Asked for `hostName` before a connection is opened; without it the address is known. */
	readonly resolver?: Resolver;
	readonly hostName?: string;
	/** Answers the requests; if absent, as each exchange's own spec says. */
	readonly handler?: Handler;
}

/** Chromium's: 6 MiB for a stream, 15 MiB for the connection. */
export const BROWSER_WINDOWS: Http2Windows = { streamBytes: 6_291_456, connectionBytes: 15_728_640 };

const STREAMS_OF_SERVER = 128;

/** One connection for all exchanges, opened for the first one; after it is lost, for the next one. */
export function createHttp2Client(network: Network, options: Http2Options = {}): HttpClient {
	const { tls, windows = DEFAULT_WINDOWS, concurrentStreams = STREAMS_OF_SERVER } = options;
	const handler = options.handler ?? asSpecified(network);
	let session: Http2Session | undefined;
	/** Exchanges that wait for the address. */
	let resolving: Http2Exchange[] | undefined;

	function open(): Http2Session {
		const made = new Http2Session(network, { tls, windows, concurrentStreams, handler }, () => {
			session = undefined;
		});
		session = made;
		return made;
	}

	function resolve(resolver: Resolver, first: Http2Exchange): void {
		resolving = [first];
		resolver.resolve(options.hostName ?? "server", (asked) => {
			const waiting = resolving ?? [];
			resolving = undefined;
			first.times.resolvedNs = network.kernel.now;
			first.roundTrips.dns = asked ? 1 : 0;
			const made = open();
			for (const exchange of waiting) made.ask(exchange);
		});
	}

	function place(exchange: Http2Exchange): void {
		if (session !== undefined) session.ask(exchange);
		else if (resolving !== undefined) resolving.push(exchange);
		else if (options.resolver !== undefined) resolve(options.resolver, exchange);
		else open().ask(exchange);
	}

	return {
		ask(spec, done, progress) {
			const exchange = { spec, times: noTimes(network.kernel.now), roundTrips: noRoundTrips(), done, progress };
			const { askNs = 0 } = network.client.costs;
			if (askNs === 0) place(exchange);
			else network.client.run(askNs, () => place(exchange));
		},
		close() {
			session?.close();
			session = undefined;
		},
	};
}
