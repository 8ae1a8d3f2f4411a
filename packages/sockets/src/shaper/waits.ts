import type { Waits } from "@roundtrip/model";
import type { TcpPair } from "@roundtrip/network";

/** Where the accounts of a connection's two senders stand. */
export interface Accounts {
	readonly congestionWaits: number;
	readonly receiveWindowWaits: number;
	readonly recoveries: number;
}

/** A connection that has not begun. */
const NO_ACCOUNTS: Accounts = { congestionWaits: 0, receiveWindowWaits: 0, recoveries: 0 };

/** @param pair the connection's ends; undefined before it has begun */
export function accountsOf(pair: TcpPair | undefined): Accounts {
	if (pair === undefined) return NO_ACCOUNTS;
	const { client, server } = pair;
	const [up, down] = [client.accounts, server.accounts];
	const recoveries = [up, down].map(
		(each) => each.fastRecoveries + each.tailProbes + each.timeouts + each.handshakeResends,
	);
	return {
		congestionWaits: up.congestionWaits + down.congestionWaits,
		receiveWindowWaits: up.receiveWindowWaits + down.receiveWindowWaits,
		recoveries: recoveries.reduce((sum, each) => sum + each, 0),
	};
}

/** What was waited for between two looks at the accounts; undefined where nothing was. */
export function waitsBetween(before: Accounts, after: Accounts): Waits | undefined {
	const counts: readonly (readonly [keyof Waits, number])[] = [
		["congestion-window", after.congestionWaits - before.congestionWaits],
		["receive-window", after.receiveWindowWaits - before.receiveWindowWaits],
		["retransmission", after.recoveries - before.recoveries],
	];
	const some = counts.filter(([, count]) => count > 0);
	return some.length === 0 ? undefined : Object.fromEntries(some);
}
