import type { IdempotencyStore } from "@roundtrip/idempotency";
import type { Transfer } from "../plan.ts";

/** A transfer as it stands in the books. */
export interface Row extends Transfer {
	/** Each time that it is applied makes a row with a number of its own. */
	readonly row: number;
}

/** All that is true at the end. */
export interface Books {
	readonly rows: readonly Row[];
	/** By account, from account 1. */
	readonly balances: readonly number[];
}

/** What a server has of its database: where keys are, and the effect, in one transaction. */
export interface Bank<Transaction> {
	readonly store: IdempotencyStore<Transaction>;
	/** Moves the money and writes a row; gives its number, or undefined where the account has too little. */
	apply(transaction: Transaction, transfer: Transfer): Promise<number | undefined>;
}
