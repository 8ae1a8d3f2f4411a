import type { SenderAccounts } from "../tcp/accounts.ts";
import type { Channel } from "../tls/channel.ts";
import type { TlsOptions } from "../tls/handshake.ts";
import type { ExchangeTimes, RoundTrips } from "./exchange.ts";

/** Where the counters of a connection's two senders stood at some moment. */
export interface Mark {
	readonly congestionWaits: number;
	readonly receiveWindowWaits: number;
	readonly recoveries: number;
}

/** The first exchange of a connection counts its handshake's resends too. */
export const FROM_THE_START: Mark = { congestionWaits: 0, receiveWindowWaits: 0, recoveries: 0 };

/** Round-trips before a client may send data, TCP's not counted; -1 without TLS. */
export function tlsRoundTripsOf(tls: TlsOptions | undefined): number {
	if (tls === undefined) return -1;
	if (tls.version === "1.3") return (tls.resumed ?? false) && (tls.earlyData ?? false) ? 0 : 1;
	return (tls.resumed ?? false) ? 1 : 2;
}

function recoveries(accounts: SenderAccounts): number {
	return accounts.fastRecoveries + accounts.tailProbes + accounts.timeouts + accounts.handshakeResends;
}

export function mark(client: Channel, server: Channel): Mark {
	const sent = client.tcp.accounts;
	const answered = server.tcp.accounts;
	return {
		congestionWaits: sent.congestionWaits + answered.congestionWaits,
		receiveWindowWaits: sent.receiveWindowWaits + answered.receiveWindowWaits,
		recoveries: recoveries(sent) + recoveries(answered),
	};
}

/** What has happened on the connection since the mark counts for the exchange. */
export function countSince(before: Mark, client: Channel, server: Channel, into: RoundTrips): void {
	const now = mark(client, server);
	into.congestionWindow += now.congestionWaits - before.congestionWaits;
	into.receiveWindow += now.receiveWindowWaits - before.receiveWindowWaits;
	into.retransmission += now.recoveries - before.recoveries;
}

/** The first exchange of a connection counts what it took to set it up: TCP 1, TLS as many as its plan has. */
export function countSetUp(channel: Channel, tlsRoundTrips: number, times: ExchangeTimes, into: RoundTrips): void {
	times.connectedNs = channel.connectedNs;
	into.connect = 1;
	if (tlsRoundTrips < 0) return;
	times.securedNs = channel.readyNs;
	into.tls = tlsRoundTrips;
}
