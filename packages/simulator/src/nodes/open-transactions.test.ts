import { fc } from "@fast-check/vitest";
import { createLocks, SQL, type Statement } from "@roundtrip/behaviour";
import { describe, expect, it } from "vitest";
import { createOpenTransactions, type OpenTransactions } from "./open-transactions.ts";

const NAMES = ["x", "y", "z"] as const;
const FIRST = { x: 0, y: 0, z: 0 };

interface Deed {
	readonly reads?: string;
	readonly writes?: string;
}

/** What a transaction did and saw, up to its end. */
interface History {
	readonly id: string;
	readonly did: readonly { readonly deed: Deed; readonly amount: number }[];
}

function statementOf({ reads, writes }: Deed, amount: number): Statement {
	if (reads !== undefined) return { sql: SQL.readAmount, parameters: [reads] };
	return { sql: SQL.writeAmount, parameters: [amount, writes ?? ""] };
}

/**
 * Plays transactions interleaved: `turns` says whose turn it is. Whoever would wait for a lock, or is refused, is
 * rolled back. Gives those that were committed.
 */
function interleaved(plans: readonly (readonly Deed[])[], turns: readonly number[]): readonly History[] {
	const transactions = createOpenTransactions({ amounts: FIRST });
	const locks = createLocks();
	const left = plans.map((plan, index) => ({
		id: String(index),
		plan: [...plan],
		did: [] as History["did"][number][],
	}));
	const committed: History[] = [];
	const over = new Set<string>();
	for (const { id } of left) transactions.begin(id, "serializable");
	const everyone = left.flatMap((_, index) => Array.from({ length: 12 }, () => index));
	for (const turn of [...turns, ...everyone]) {
		const self = left[turn % left.length];
		if (self !== undefined && !over.has(self.id)) advance(self);
	}
	return committed;

	function end(id: string, isCommitted: boolean): void {
		if (!isCommitted) transactions.rollBack(id);
		locks.release(id);
		over.add(id);
	}

	function advance(self: (typeof left)[number]): void {
		const [deed] = self.plan;
		if (deed === undefined) {
			const isCommitted = transactions.commit(self.id, true) !== "serialization";
			if (isCommitted) committed.push({ id: self.id, did: self.did });
			end(self.id, isCommitted);
			return;
		}
		if (deed.writes !== undefined && locks.take(self.id, deed.writes) !== "granted") {
			end(self.id, false);
			return;
		}
		const amount = Number(self.id) * 100 + self.did.length + 1;
		const result = transactions.execute(self.id, "e1.1/1", statementOf(deed, amount));
		self.plan.shift();
		if (result === undefined) end(self.id, false);
		else self.did.push({ deed, amount: "amount" in result ? (result.amount ?? 0) : amount });
	}
}

/** Whether transactions one after the other, in this order, would have seen the same. */
function fits(order: readonly History[]): boolean {
	const amounts: Record<string, number> = { ...FIRST };
	for (const { did } of order) {
		for (const { deed, amount } of did) {
			if (deed.reads !== undefined && amounts[deed.reads] !== amount) return false;
			if (deed.writes !== undefined) amounts[deed.writes] = amount;
		}
	}
	return true;
}

function orders(list: readonly History[]): readonly (readonly History[])[] {
	if (list.length < 2) return [list];
	return list.flatMap((first) => orders(list.filter((each) => each !== first)).map((rest) => [first, ...rest]));
}

const deed = fc.oneof(
	fc.record({ reads: fc.constantFrom(...NAMES) }),
	fc.record({ writes: fc.constantFrom(...NAMES) }),
);
const plans = fc.array(fc.array(deed, { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 4 });

describe("serializable transactions", () => {
	it("have seen what they would have seen one after the other, in some order", () => {
		let several = 0;
		fc.assert(
			fc.property(plans, fc.array(fc.nat({ max: 3 }), { maxLength: 30 }), (each, turns) => {
				const committed = interleaved(each, turns);
				if (committed.length > 1) several++;
				expect(orders(committed).some(fits)).toBe(true);
			}),
			{ seed: 5, numRuns: 3_000 },
		);
		// Otherwise it would be true of nothing.
		expect(several).toBeGreaterThan(1_000);
	});

	it("are not refused where each comes after the other", () => {
		const both: readonly Deed[] = [{ reads: "x" }, { writes: "x" }];
		expect(interleaved([both, both], [0, 0, 0, 1, 1, 1])).toHaveLength(2);
		expect(interleaved([both, both], [0, 1, 0, 0, 1, 1])).toHaveLength(1);
	});
});

describe("what a transaction sees", () => {
	const read = (all: OpenTransactions, id: string): number | undefined => {
		const result = all.execute(id, "e1.1/1", { sql: SQL.readAmount, parameters: ["x"] });
		return result !== undefined && "amount" in result ? (result.amount ?? undefined) : undefined;
	};
	const add = { sql: SQL.addToAmount, parameters: [1, "x"] };

	it("is what was there at its first statement where it is serializable, and what is there where it is not", () => {
		const all = createOpenTransactions({ amounts: FIRST });
		all.begin("early", "serializable");
		all.begin("loose", "read-committed");
		expect([read(all, "early"), read(all, "loose")]).toEqual([0, 0]);
		for (const id of ["one", "two"]) {
			all.begin(id, "read-committed");
			all.execute(id, "e1.1/1", add);
			all.commit(id, true);
		}
		all.begin("late", "serializable");
		expect([read(all, "early"), read(all, "loose"), read(all, "late")]).toEqual([0, 2, 2]);
		expect(all.execute("early", "e1.1/1", add)).toBeUndefined();
		expect(all.execute("loose", "e1.1/1", add)).toEqual({ changes: 1 });
	});

	it("is its own change before anybody else's, and nobody else's before its end", () => {
		const all = createOpenTransactions({ amounts: FIRST });
		all.begin("one", "read-committed");
		all.begin("two", "read-committed");
		all.execute("one", "e1.1/1", add);
		expect([read(all, "one"), read(all, "two")]).toEqual([1, 0]);
		all.rollBack("one");
		expect(read(all, "two")).toBe(0);
	});
});
