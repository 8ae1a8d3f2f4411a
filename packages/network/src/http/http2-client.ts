import type { Network } from "../network.ts";
import type { TlsOptions } from "../tls/handshake.ts";
import type { ClientOptions, HttpClient } from "./client.ts";
import { DEFAULT_WINDOWS, type Http2Windows } from "./http2-end.ts";
import { Http2Session } from "./http2-session.ts";
import { asSpecified } from "./server.ts";
import { createSessionClient } from "./session-client.ts";

/** A client of one server over HTTP/2. */
export interface Http2Options extends ClientOptions {
	readonly tls?: TlsOptions;
	/** Windows that the client gives: the RFC's 65,535 as Node's client does (default), or `BROWSER_WINDOWS`. */
	readonly windows?: Http2Windows;
	/** Windows that the server gives, for what is uploaded; the RFC's if absent. */
	readonly serverWindows?: Http2Windows;
	/** Streams at once that the server allows, once its settings are here; 128 if absent. */
	readonly concurrentStreams?: number;
}

/** Chromium's: 6 MiB for a stream, 15 MiB for the connection. */
export const BROWSER_WINDOWS: Http2Windows = { streamBytes: 6_291_456, connectionBytes: 15_728_640 };

const STREAMS_OF_SERVER = 128;

/** One connection for all exchanges, opened for the first one; after it is lost, for the next one. */
export function createHttp2Client(network: Network, options: Http2Options = {}): HttpClient {
	const { tls, concurrentStreams = STREAMS_OF_SERVER } = options;
	const { windows = DEFAULT_WINDOWS, serverWindows = DEFAULT_WINDOWS } = options;
	const handler = options.handler ?? asSpecified(network);
	const complete = { tls, windows, serverWindows, concurrentStreams, handler };
	return createSessionClient(network, options, (connection, ended) => {
		return new Http2Session(network, connection, complete, ended);
	});
}
