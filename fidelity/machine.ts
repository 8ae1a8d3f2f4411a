import type { ProcessingCosts } from "@roundtrip/network";

/** What two programs take by themselves. */
export interface MachineCosts {
	readonly client: ProcessingCosts;
	readonly server: ProcessingCosts;
}

/** What the measuring programs' own work took on the measuring machine, piece by piece, in ns. */
export interface MachineProfile {
	/** Node's client opens a connection; with TLS over HTTP/1.1 also a context for it. */
	readonly openNs: number;
	readonly openTlsNs: number;
	/** OpenSSL: the client takes the server's first flight; the server takes the client's first, and its later ones. */
	readonly clientHandshakeNs: number;
	readonly serverHandshakeNs: number;
	readonly serverLaterFlightNs: number;
	/** A request is made, and handled. */
	readonly http1RequestNs: number;
	readonly http1AnswerNs: number;
	readonly http2RequestNs: number;
	readonly http2AnswerNs: number;
}

/**
 * One profile for all cases. It is what `fitMachine` (machine-fit.ts) finds from the group `cpu` alone: the same work over
 * a link without delay. No case with a network has a part in it, and none of those cases is used to judge the model.
 */
export const MACHINE: MachineProfile = {
	openNs: 500_000,
	openTlsNs: 560_000,
	clientHandshakeNs: 1_340_000,
	serverHandshakeNs: 1_000_000,
	serverLaterFlightNs: 1_360_000,
	http1RequestNs: 130_000,
	http1AnswerNs: 360_000,
	http2RequestNs: 130_000,
	http2AnswerNs: 150_000,
};

/** A machine on which work takes no time. */
export const NO_MACHINE: MachineProfile = {
	openNs: 0,
	openTlsNs: 0,
	clientHandshakeNs: 0,
	serverHandshakeNs: 0,
	serverLaterFlightNs: 0,
	http1RequestNs: 0,
	http1AnswerNs: 0,
	http2RequestNs: 0,
	http2AnswerNs: 0,
};

/** The profile as the two programs of a case have it. */
export function costsOf(it: MachineProfile, isHttp2: boolean): MachineCosts {
	const { openNs, clientHandshakeNs, serverHandshakeNs, serverLaterFlightNs } = it;
	const client = { openNs, handshakeNs: clientHandshakeNs };
	const server = { handshakeNs: serverHandshakeNs, laterFlightNs: serverLaterFlightNs };
	if (isHttp2) {
		// The measuring client began its clock over HTTP/2 when the context was made already.
		return {
			client: { ...client, requestNs: it.http2RequestNs },
			server: { ...server, requestNs: it.http2AnswerNs },
		};
	}
	return {
		client: { ...client, openTlsNs: it.openTlsNs, requestNs: it.http1RequestNs },
		server: { ...server, requestNs: it.http1AnswerNs },
	};
}
