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
import type { CommitLog } from "./commit-log.ts";

/** An effect with the call that asked for it. */
export interface CallEffect {
	readonly effect: string;
	readonly call: CallId;
}

export interface Committed {
	readonly effects: readonly CallEffect[];
	readonly changes: number;
}

/** What a simulated database does for its transactions; who waits for whom is not its affair. */
export interface OpenTransactions {
	begin(id: string, isolation: Isolation): void;
	/** Undefined where it can't be put in an order with others: then it is to be rolled back. */
	execute(id: string, call: CallId, statement: Statement): StatementResult | undefined;
	/**
	 * Gives what is lasting from now on, or why nothing is: then it is to be rolled back.
	 * @param hasRoom whether there is room for what it has changed
	 */
	commit(id: string, hasRoom: boolean): Committed | "serialization" | "disk-full";
	rollBack(id: string): void;
	/** A crash: what was not committed is gone. */
	die(): void;
}

interface Open {
	readonly amounts: Map<string, number>;
	readonly effects: CallEffect[];
	/** Values of which there can be one only. */
	readonly once: Set<string>;
	/** Idempotency keys; null where one is forgotten. */
	readonly keys: Map<string, KeyRow | null>;
	changes: number;
}

interface KeyRow {
	readonly fence: number;
	readonly record: string;
}

const COUNT = "";

/** @param log where each commit says how to undo it, apart from amounts; only where a failover may ask for that */
export function createOpenTransactions(
	spec: Pick<DatabaseSpec, "amounts">,
	log?: Pick<CommitLog, "onUndo">,
): OpenTransactions {
	const serialization = createSerialization();
	const amounts = createAmounts(spec.amounts);
	// How many effects there are is seen as amounts are.
	let counts: Amounts = createAmounts({ [COUNT]: 0 });
	const once = new Set<string>();
	const keys = new Map<string, KeyRow>();
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

	function keyOf(id: string, name: string): KeyRow | undefined {
		const own = known(id).keys.get(name);
		return own === undefined ? keys.get(name) : (own ?? undefined);
	}

	function insert(own: Open, effect: CallEffect): StatementResult {
		own.effects.push(effect);
		own.changes++;
		return { changes: 1 };
	}

	/** @param fence where its holder has to be this one still */
	function changeKey(id: string, name: string, row: KeyRow | null, fence?: number): StatementResult {
		const own = known(id);
		if (fence !== undefined && keyOf(id, name)?.fence !== fence) return { changes: 0 };
		own.keys.set(name, row);
		own.changes++;
		return { changes: 1 };
	}

	/** After a death, when nothing is open. */
	function undoer({ effects, once: added, keys: changed }: Open): () => void {
		const before = [...changed.keys()].map((name) => [name, keys.get(name)] as const);
		return () => {
			counts = createAmounts({ [COUNT]: (counts.get(COUNT, undefined) ?? 0) - effects.length });
			for (const value of added) once.delete(value);
			for (const [name, row] of before) {
				if (row === undefined) keys.delete(name);
				else keys.set(name, row);
			}
		};
	}

	return {
		begin(id, isolation) {
			serialization.begin(id, isolation);
			open.set(id, { amounts: new Map(), effects: [], once: new Set(), keys: new Map(), changes: 0 });
		},
		execute(id, call, statement) {
			if (!orderAllows(serialization, id, statement)) return undefined;
			const own = known(id);
			const [first, second, third] = statement.parameters;
			switch (statement.sql) {
				case SQL.readAmount:
					return { amount: amountOf(id, String(first)) ?? null };
				case SQL.writeAmount:
					return change(id, String(second), () => Number(first));
				case SQL.addToAmount:
					return change(id, String(second), (before) => before + Number(first));
				case SQL.insertEffect:
					return insert(own, { effect: String(first), call });
				case SQL.insertEffectOnce:
					if (once.has(String(third)) || own.once.has(String(third))) return { changes: 0 };
					own.once.add(String(third));
					return insert(own, { effect: String(first), call });
				case SQL.lockKey:
				case SQL.tryKey:
					return { key: keyOf(id, String(first))?.record ?? null };
				case SQL.saveKey:
					return changeKey(id, String(first), { fence: Number(second), record: String(third) });
				case SQL.settleKey: {
					const row = { fence: Number(third), record: String(first) };
					return changeKey(id, String(second), row, row.fence);
				}
				case SQL.forgetKey:
					return changeKey(id, String(first), null, Number(second));
				case SQL.findRecord:
					return { record: recordContent(Number(first)) };
				default:
					return { count: (counts.get(COUNT, serialization.snapshot(id)) ?? 0) + own.effects.length };
			}
		},
		commit(id, hasRoom) {
			if (!serialization.mayCommit(id)) return "serialization";
			const whole = known(id);
			if (!hasRoom && whole.changes > 0) return "disk-full";
			log?.onUndo(undoer(whole));
			const { amounts: changed, effects, changes, ...own } = whole;
			open.delete(id);
			const commit = serialization.over(id, true);
			const seen = serialization.oldestSeen;
			for (const [name, amount] of changed) amounts.set(name, amount, commit, seen);
			if (effects.length > 0) counts.set(COUNT, (counts.get(COUNT, undefined) ?? 0) + effects.length, commit, seen);
			for (const value of own.once) once.add(value);
			for (const [name, row] of own.keys) {
				if (row === null) keys.delete(name);
				else keys.set(name, row);
			}
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
