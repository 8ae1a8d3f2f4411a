import type { Bytes } from "@roundtrip/model";
import {
	CLIENT_FINISH_12,
	CLIENT_FINISH_13,
	CLIENT_RESUME_FINISH_12,
	clientHello,
	clientShows,
	END_OF_EARLY_DATA,
	SERVER_FINISH_12,
	SESSION_TICKET_13,
	serverAsks,
	serverFlight12,
	serverFlight13,
	serverResumeFlight12,
	type TlsSizes,
	type TlsVersion,
} from "./sizes.ts";

/** How a connection is secured. */
export interface TlsOptions extends TlsSizes {
	readonly version: TlsVersion;
	/** With a ticket of an earlier connection. */
	readonly resumed?: boolean;
	/** TLS 1.3 with a ticket: the first data goes with the first flight (0-RTT). */
	readonly earlyData?: boolean;
}

/**
 * A handshake as flights in turn, the client's first. Each is sent when the one before it has arrived whole; round-trips
 * follow from that, and from nothing else.
 */
export interface HandshakePlan {
	/** Sizes of the flights: client, server, client, ... Each end may send data once it has sent or taken the last one. */
	readonly flights: readonly Bytes[];
	/** What the server sends on its own once the handshake is done. */
	readonly serverTail: readonly Bytes[];
	/** The client's data may go before its handshake is done. */
	readonly earlyData: boolean;
}

/** Session tickets after a full handshake, and after a resumed one (SSL_CTX_set_num_tickets; OpenSSL sends one then). */
const TICKETS_FULL = 2;
const TICKETS_RESUMED = 1;

/** @see RFC 8446, section 2 for TLS 1.3; RFC 5246, 7.3 and RFC 5077, 3.1 for TLS 1.2 */
export function planHandshake(options: TlsOptions): HandshakePlan {
	const { version, resumed = false } = options;
	const hello = clientHello(version, options, resumed);
	if (version === "1.3") {
		const earlyData = resumed && (options.earlyData ?? false);
		// A ticket says who the client is: nobody asks again.
		const [asks, shows] = resumed ? [0, 0] : [serverAsks(options), clientShows(options)];
		const finish = CLIENT_FINISH_13 + shows + (earlyData ? END_OF_EARLY_DATA : 0);
		const ticket = SESSION_TICKET_13 + (options.client?.certificateBytes ?? 0);
		return {
			flights: [hello, serverFlight13(options, resumed) + asks, finish],
			serverTail: Array.from({ length: resumed ? TICKETS_RESUMED : TICKETS_FULL }, () => ticket),
			earlyData,
		};
	}
	if (resumed) {
		const flights = [hello, serverResumeFlight12(options), CLIENT_RESUME_FINISH_12];
		return { flights, serverTail: [], earlyData: false };
	}
	return {
		flights: [
			hello,
			serverFlight12(options) + serverAsks(options),
			CLIENT_FINISH_12 + clientShows(options),
			SERVER_FINISH_12 + (options.client?.certificateBytes ?? 0),
		],
		serverTail: [],
		earlyData: false,
	};
}
