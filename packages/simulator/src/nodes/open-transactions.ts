import {
	createSerialization,
	orderAllows,
	recordContent,
	SQL,
	type Statement,
	type StatementResult,
} from "@roundtrip/behaviour";
import type { CallId, DatabaseSpec, Isolation } from "@roundtrip/model";
import { type Amounts, createAmounts } from "./amounts.ts";

/** An effect with the call that asked for it. */
export interface CallEffect {
	readonly effect: string;
	readonly call: CallId;
}

/** What a simulated database does for its transactions; who waits for whom is not its affair. */
export interface OpenTransactions {
	begin(id: string, isolation: Isolation): void;
	/** Undefined where it can't be put in an order with others: then it is to be rolled back. */
	execute(id: string, call: CallId, statement: Statement): StatementResult | undefined;
	/** Gives what is lasting from now on; undefined as with `execute`. */
	commit(id: string): { readonly effects: readonly CallEffect[]; readonly changes: number } | undefined;
	rollBack(id: string): void;
	/** A crash: what was not committed is gone. */
	die(): void;
}

interface Open {
	readonly amounts: Map<string, number>;
	readonly effects: CallEffect[];
	changes: number;
}

const COUNT = "";

export function createOpenTransactions(spec: Pick<DatabaseSpec, "amounts">): OpenTransactions {
	const serialization = createSerialization();
	const amounts = createAmounts(spec.amounts);
	// How many effects there are is seen as amounts are.
	const counts: Amounts = createAmounts({ [COUNT]: 0 });
	const open = new Map<string, Open>();

	function known(id: string): Open {
		const found = open.get(id);
		if (found === undefined) throw new Error(`no transaction ${id} is open`);
		return found;
	}

	function amountOf(id: string, name: string): number | undefined {
		return known(id).amounts.get(name) ?? amounts.get(name, serialization.snapshot(id));
	}

	function change(id: string, name: string, to: (before: number) => number): StatementResult {
		const own = known(id);
		const before = amountOf(id, name);
		if (before === undefined) return { changes: 0 };
		own.amounts.set(name, to(before));
		own.changes++;
		return { changes: 1 };
	}

	return {
		begin(id, isolation) {
			serialization.begin(id, isolation);
			open.set(id, { amounts: new Map(), effects: [], changes: 0 });
		},
		execute(id, call, statement) {
			if (!orderAllows(serialization, id, statement)) return undefined;
			const own = known(id);
			const [first, second] = statement.parameters;
			switch (statement.sql) {
				case SQL.readAmount:
					return { amount: amountOf(id, String(first)) ?? null };
				case SQL.writeAmount:
					return change(id, String(second), () => Number(first));
				case SQL.addToAmount:
					return change(id, String(second), (before) => before + Number(first));
				case SQL.insertEffect:
					own.effects.push({ effect: String(first), call });
					own.changes++;
					return { changes: 1 };
				case SQL.findRecord:
					return { record: recordContent(Number(first)) };
				default:
					return { count: (counts.get(COUNT, serialization.snapshot(id)) ?? 0) + own.effects.length };
			}
		},
		commit(id) {
			if (!serialization.mayCommit(id)) return undefined;
			const { amounts: changed, effects, changes } = known(id);
			open.delete(id);
			const commit = serialization.over(id, true);
			const seen = serialization.oldestSeen;
			for (const [name, amount] of changed) amounts.set(name, amount, commit, seen);
			if (effects.length > 0) counts.set(COUNT, (counts.get(COUNT, undefined) ?? 0) + effects.length, commit, seen);
			return { effects, changes };
		},
		rollBack(id) {
			open.delete(id);
			serialization.over(id, false);
		},
		die() {
			open.clear();
			serialization.reset();
		},
	};
}
