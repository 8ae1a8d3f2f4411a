import type { Bytes } from "@roundtrip/model";
import type { Resolver } from "../dns.ts";
import type { Network } from "../network.ts";
import { noRoundTrips, noTimes } from "./exchange.ts";
import type { HttpClient } from "./http1-client.ts";
import { type Http3Exchange, Http3Session } from "./http3-session.ts";
import type { QuicEnd } from "./quic-end.ts";
import { asSpecified, type Handler } from "./server.ts";

/** A client of one server over HTTP/3. */
export interface Http3Options {
	readonly certificateBytes?: Bytes;
	readonly serverName?: string;
	/** With a ticket of an earlier connection; and then the first requests with the first datagrams (0-RTT). */
	readonly resumed?: boolean;
	readonly earlyData?: boolean;
	/** Asked for `hostName` before a connection is opened; without it the address is known. */
	readonly resolver?: Resolver;
	readonly hostName?: string;
	/** Answers the requests; if absent, as each exchange's own spec says. */
	readonly handler?: Handler;
}

/**
 * HTTP/3 as a model: no measured truth stands behind it. One QUIC connection whose streams don't wait for each other's
 * lost bytes, with CUBIC and RFC 9002's loss detection; programs' costs and flow control are not modelled.
 */
export function createHttp3Client(network: Network, options: Http3Options = {}): HttpClient {
	const { resumed = false, resolver } = options;
	const handler = options.handler ?? asSpecified(network);
	const ends: QuicEnd[] = [];
	const kind = network.kernel.register((id, which) => ends[id]?.timerDue(which));
	let session: Http3Session | undefined;
	let resolving: Http3Exchange[] | undefined;

	function open(): Http3Session {
		const made = new Http3Session(
			network,
			{
				protocols: ["h3"],
				...(options.certificateBytes === undefined ? {} : { certificateBytes: options.certificateBytes }),
				...(options.serverName === undefined ? {} : { serverName: options.serverName }),
				resumed,
				earlyData: resumed && (options.earlyData ?? false),
				handler,
			},
			kind,
			ends.length,
			(end) => ends.push(end),
		);
		session = made;
		return made;
	}

	function resolve(from: Resolver, first: Http3Exchange): void {
		resolving = [first];
		from.resolve(options.hostName ?? "server", (asked) => {
			const waiting = resolving ?? [];
			resolving = undefined;
			first.times.resolvedNs = network.kernel.now;
			first.roundTrips.dns = asked ? 1 : 0;
			const made = open();
			for (const exchange of waiting) made.ask(exchange);
		});
	}

	return {
		ask(spec, done, progress) {
			const exchange = { spec, times: noTimes(network.kernel.now), roundTrips: noRoundTrips(), done, progress };
			if (session !== undefined) session.ask(exchange);
			else if (resolving !== undefined) resolving.push(exchange);
			else if (resolver !== undefined) resolve(resolver, exchange);
			else open().ask(exchange);
		},
		close() {
			session?.close();
			session = undefined;
		},
	};
}
