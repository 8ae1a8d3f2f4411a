import type { Bytes } from "@roundtrip/model";
import type { Network } from "../network.ts";
import type { ClientOptions, HttpClient } from "./client.ts";
import { Http3Session } from "./http3-session.ts";
import type { QuicEnd } from "./quic-end.ts";
import { asSpecified } from "./server.ts";
import { createSessionClient } from "./session-client.ts";

/** A client of one server over HTTP/3. */
export interface Http3Options extends ClientOptions {
	readonly certificateBytes?: Bytes;
	readonly serverName?: string;
	/** With a ticket of an earlier connection; and then the first requests with the first datagrams (0-RTT). */
	readonly resumed?: boolean;
	readonly earlyData?: boolean;
}

/**
 * HTTP/3 as a model: no measured truth stands behind it. One QUIC connection whose streams don't wait for each other's
 * lost bytes, with CUBIC and RFC 9002's loss detection; programs' costs and flow control are not modelled.
 */
export function createHttp3Client(network: Network, options: Http3Options = {}): HttpClient {
	const { certificateBytes, serverName, resumed = false, earlyData = false } = options;
	const ends: QuicEnd[] = [];
	const kind = network.kernel.register((id, which) => ends[id]?.timerDue(which));
	const complete = {
		protocols: ["h3"],
		...(certificateBytes === undefined ? {} : { certificateBytes }),
		...(serverName === undefined ? {} : { serverName }),
		resumed,
		earlyData: resumed && earlyData,
		handler: options.handler ?? asSpecified(network),
	};
	return createSessionClient(network, options, (connection, ended) => {
		return new Http3Session(network, connection, complete, { kind, ends }, ended);
	});
}
