import { createStream } from "@roundtrip/behaviour";

/** Accounts that money is moved between, and what each has to begin with. */
export const ACCOUNTS = 40;
export const OPENING_BALANCE = 300;

const AMOUNT_AT_MOST = 100;
/** One client of so many gives up soon, so that some are told that it failed and some that nobody knows. */
const ONE_HASTY_OF = 5;
/** No kill after this part of the transfers: each is to strike while there is work. */
const LAST_KILL_AT = 0.95;
const DELAY_AT_MOST_MS = 20;

/** A transfer that a client asks for. */
export interface Transfer {
	/** From 1: what it is known by, whoever asks how often. */
	readonly number: number;
	readonly from: number;
	readonly to: number;
	readonly amount: number;
}

export interface PlannedTransfer extends Transfer {
	readonly key: string;
	/** Its client gives up after two tries; the others go on for half a minute. */
	readonly isHasty: boolean;
}

/** The instant of a kill: so long after so many transfers have begun, and not before the server listens. */
export interface PlannedKill {
	readonly afterTransfers: number;
	readonly delayMs: number;
}

export function planTransfer(seed: number, number: number): PlannedTransfer {
	const random = createStream(seed, `transfer ${number}`, "campaign");
	const from = 1 + random.below(ACCOUNTS);
	const to = 1 + ((from + random.below(ACCOUNTS - 1)) % ACCOUNTS);
	return {
		...{ number, from, to, amount: 1 + random.below(AMOUNT_AT_MOST) },
		key: `campaign-${seed}-transfer-${number}`,
		isHasty: random.below(ONE_HASTY_OF) === 0,
	};
}

/** One kill in each of as many equal parts of the campaign. @param nth from 0 */
export function planKill(
	seed: number,
	nth: number,
	of: { readonly transfers: number; readonly kills: number },
): PlannedKill {
	const random = createStream(seed, `kill ${nth + 1}`, "campaign");
	const part = (LAST_KILL_AT * of.transfers) / of.kills;
	return {
		afterTransfers: Math.floor((nth + random.uniform()) * part),
		delayMs: random.uniform() * DELAY_AT_MOST_MS,
	};
}
