import { SQL, type Statement } from "./statement.ts";

/** What decides whether transactions can be put in an order. */
interface Order {
	snapshot(id: string): number | undefined;
	mayRead(id: string, what: string): boolean;
	mayChange(id: string, what: string, how: "update" | "insert"): boolean;
}

/** The rows of all effects together, as what counts them reads them. */
const ALL_EFFECTS = "all effects";

/** Whether a transaction may do this and still be put in an order with others. */
export function orderAllows(serialization: Order, id: string, { sql, parameters }: Statement): boolean {
	// Whatever is done first says what it sees.
	serialization.snapshot(id);
	if (sql === SQL.readAmount) return serialization.mayRead(id, amountNamed(parameters[0]));
	if (sql === SQL.countEffects) return serialization.mayRead(id, ALL_EFFECTS);
	if (sql === SQL.insertEffect || sql === SQL.insertEffectOnce)
		return serialization.mayChange(id, ALL_EFFECTS, "insert");
	const isChange = sql === SQL.writeAmount || sql === SQL.addToAmount;
	return !isChange || serialization.mayChange(id, amountNamed(parameters[1]), "update");
}

function amountNamed(name: string | number | undefined): string {
	return `amount ${name}`;
}
