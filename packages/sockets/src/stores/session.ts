import type { Statement, StatementResult } from "@roundtrip/behaviour";
import type { AbortReason } from "@roundtrip/model";

/** A transaction that is open over several statements. Any but its undoing may fail with `TransactionAborted`: then it is over. */
export interface Session {
	/** Undefined for a statement that isn't known. */
	execute(statement: Statement): Promise<StatementResult | undefined>;
	/** @param isFull whether the engine is to find no room for it; then it fails with `TransactionAborted`, too */
	commit(isFull?: boolean): Promise<void>;
	rollBack(): Promise<void>;
}

/** A transaction that the database has undone. */
export class TransactionAborted extends Error {
	readonly why: AbortReason;

	constructor(why: AbortReason) {
		super(`the transaction was aborted: ${why}`);
		this.why = why;
	}
}
