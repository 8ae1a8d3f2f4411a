import type { ProcessingCosts } from "@roundtrip/network";

/** What two programs take by themselves. */
export interface MachineCosts {
	readonly client: ProcessingCosts;
	readonly server: ProcessingCosts;
}

/**
 * What the two Node processes of the measurement took by themselves, on its machine: read off the group `cpu` (the same
 * work over a link without delay) and off the handshakes and small answers of the other groups. Properties of that
 * machine, not of any network; they belong to the fastest repetition.
 */
export const HTTP1_COSTS: MachineCosts = {
	client: {
		askNs: 30_000,
		openNs: 250_000,
		openTlsNs: 650_000,
		connectedNs: 250_000,
		handshakeNs: 1_100_000,
		laterFlightNs: 300_000,
		requestNs: 150_000,
		responseNs: 150_000,
	},
	server: { handshakeNs: 700_000, laterFlightNs: 500_000, requestNs: 350_000 },
};

/** HTTP/2 does less for each request: there is one connection, and many requests are handled in one turn. */
export const HTTP2_COSTS: MachineCosts = {
	client: {
		openNs: 250_000,
		openTlsNs: 250_000,
		connectedNs: 250_000,
		handshakeNs: 1_100_000,
		requestNs: 70_000,
	},
	server: { handshakeNs: 700_000, laterFlightNs: 700_000, requestNs: 70_000 },
};
