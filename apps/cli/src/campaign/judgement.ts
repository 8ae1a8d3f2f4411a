import type { Books, Row } from "./banks/bank.ts";
import type { Told } from "./client.ts";
import { ACCOUNTS, OPENING_BALANCE } from "./plan.ts";

export type Belief = Told["told"];

/** How often a transfer was applied: never, once, or more than once. */
export type Applied = 0 | 1 | 2;

/** One thing that must hold, and what breaks it. */
export interface Claim {
	readonly text: string;
	/** In words, each one that breaks it; none where it holds. */
	readonly broken: readonly string[];
}

/** What clients were told beside what is true. */
export interface Judgement {
	/** Transfers by what was told and how often they were applied. */
	readonly counts: Readonly<Record<Belief, readonly [never: number, once: number, more: number]>>;
	readonly claims: readonly Claim[];
	readonly holds: boolean;
}

/** Holds what clients were told against the books. */
export function judge(told: readonly Told[], books: Books): Judgement {
	const rowsOf = new Map<number, Row[]>();
	for (const row of books.rows) rowsOf.set(row.number, [...(rowsOf.get(row.number) ?? []), row]);
	const applied = (each: Told): readonly Row[] => rowsOf.get(each.transfer.number) ?? [];
	const claims = [
		claim("every acknowledged transfer is there, as it was acknowledged", told, (each) =>
			keptProblem(each, applied(each)),
		),
		claim("no transfer is applied twice", told, (each) => twiceProblem(each, applied(each))),
		claim("no transfer is there that its client was told did not happen", told, (each) =>
			each.told === "failed" && applied(each).length > 0
				? `${named(each)} is there, in ${rowsNamed(applied(each))}`
				: undefined,
		),
		{ text: "nothing is there that nobody asked for", broken: strangers(told, books) },
		{ text: "balances are conserved", broken: imbalances(books) },
	];
	return { counts: countsOf(told, applied), claims, holds: claims.every(({ broken }) => broken.length === 0) };
}

function claim(text: string, told: readonly Told[], problem: (each: Told) => string | undefined): Claim {
	return { text, broken: told.map(problem).filter((each) => each !== undefined) };
}

function keptProblem(each: Told, rows: readonly Row[]): string | undefined {
	if (each.told !== "ok") return undefined;
	if (rows.length === 0) return `${named(each)} isn't there`;
	const isThere = rows.some(({ row }) => row === each.row);
	return isThere ? undefined : `${named(each)} was acknowledged as row ${each.row}, and is in ${rowsNamed(rows)}`;
}

function twiceProblem(each: Told, rows: readonly Row[]): string | undefined {
	if (rows.length < 2) return undefined;
	const tries = each.attempts === 1 ? "1 try" : `${each.attempts} tries`;
	return `${named(each)} was applied ${rows.length} times, in ${rowsNamed(rows)}, after ${tries}`;
}

function strangers(told: readonly Told[], { rows }: Books): readonly string[] {
	const asked = new Map(told.map(({ transfer }) => [transfer.number, transfer]));
	return rows.flatMap((row) => {
		const transfer = asked.get(row.number);
		const isSame = transfer?.from === row.from && transfer.to === row.to && transfer.amount === row.amount;
		return isSame ? [] : [`row ${row.row}: ${words(row)}`];
	});
}

/** The sum is what it was, and each account has what its rows say. */
function imbalances({ rows, balances }: Books): readonly string[] {
	const expected = Array.from({ length: ACCOUNTS }, () => OPENING_BALANCE);
	for (const { from, to, amount } of rows) {
		expected[from - 1] = (expected[from - 1] ?? 0) - amount;
		expected[to - 1] = (expected[to - 1] ?? 0) + amount;
	}
	const sum = balances.reduce((all, balance) => all + balance, 0);
	const lost = sum === ACCOUNTS * OPENING_BALANCE ? [] : [`the sum is ${sum}, it was ${ACCOUNTS * OPENING_BALANCE}`];
	const wrong = expected.flatMap((balance, index) =>
		balance === balances[index]
			? []
			: [`account ${index + 1} has ${balances[index] ?? "nothing"}, its transfers make ${balance}`],
	);
	return [...lost, ...wrong];
}

function countsOf(told: readonly Told[], applied: (each: Told) => readonly Row[]): Judgement["counts"] {
	const counts: Record<Belief, [number, number, number]> = { ok: [0, 0, 0], failed: [0, 0, 0], unknown: [0, 0, 0] };
	for (const each of told) {
		const times = Math.min(applied(each).length, 2) as Applied;
		counts[each.told][times]++;
	}
	return counts;
}

function named({ transfer }: Told): string {
	return `transfer ${transfer.number} (${words(transfer)})`;
}

function words({ from, to, amount }: Pick<Row, "from" | "to" | "amount">): string {
	return `${amount} from account ${from} to ${to}`;
}

function rowsNamed(rows: readonly Row[]): string {
	return `${rows.length === 1 ? "row" : "rows"} ${rows.map(({ row }) => row).join(" and ")}`;
}
