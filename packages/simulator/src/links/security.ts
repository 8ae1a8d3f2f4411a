import type { LinkSpec } from "@roundtrip/model";
import { planHandshake, type TlsOptions } from "@roundtrip/network";
import type { Security } from "./connection-events.ts";
import type { Link } from "./link.ts";

/** How TLS secures the connections of a link; undefined where they are in the clear. HTTP/3 has its own way. */
export function tlsOptions({ spec, answerer, clients }: Link): TlsOptions | undefined {
	if (spec.tls === undefined || spec.over === "http/3") return undefined;
	return {
		...(clients === undefined ? {} : { client: clients }),
		version: spec.tls,
		certificateBytes: spec.certificates,
		serverName: answerer.name,
		protocols: [spec.over === "http/2" ? "h2" : "http/1.1"],
		resumed: spec.handshake !== "full",
		earlyData: spec.handshake === "0-rtt",
	};
}

/** What a trace says of the connections of a link that is secured. */
export function securityOf(link: Link): Security | undefined {
	const { spec } = link;
	const { handshake } = spec;
	// QUIC's handshake secures the connection on its own round-trip.
	if (spec.over === "http/3") return { tls: "1.3", handshake, roundTrips: 0 };
	const tls = tlsOptions(link);
	return tls === undefined ? undefined : { tls: tls.version, handshake, roundTrips: roundTrips(spec, tls) };
}

function roundTrips(spec: LinkSpec, tls: TlsOptions): number {
	const { flights, earlyData } = planHandshake(tls);
	if (spec.handshake === "0-rtt" && earlyData) return 0;
	// Flights go there and back in turn; where there is an odd one out, data goes with it.
	return Math.floor(flights.length / 2);
}
