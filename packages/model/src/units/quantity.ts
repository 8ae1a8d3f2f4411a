/** A number with a unit in text, such as `100ms`: one table of units decides how it is read and printed. */
export interface Unit {
	/** As it is written, such as `ms`. */
	readonly name: string;
	/** How many of the base unit it holds; an integer. */
	readonly factor: number;
}

/** What a quantity is, for messages and docs. */
export interface Quantity {
	readonly what: string;
	/** In rising order of factor; the first has factor 1. */
	readonly units: readonly Unit[];
	readonly examples: string;
	/** How nothing is written. */
	readonly zero: string;
	/** The largest value that is taken, in the base unit. */
	readonly max: number;
}

export type QuantityResult =
	| { readonly ok: true; readonly value: number }
	| { readonly ok: false; readonly problem: string };

const NUMBER_AND_UNIT = /^(\d{1,16})(?:\.(\d{1,12}))?\s*([a-zA-Z/]*)$/;

/**
 * Reads a quantity as an integer of its base unit.
 * Decimal fractions are taken where they come out whole (`1.5s`), so that no float ever rounds silently.
 */
export function parseQuantity(text: string, quantity: Quantity): QuantityResult {
	const match = NUMBER_AND_UNIT.exec(text.trim());
	if (!match)
		return { ok: false, problem: `'${clip(text)}' is not ${quantity.what}; write it like ${quantity.examples}` };
	const [, whole = "", fraction = "", unitName = ""] = match;
	const unit = quantity.units.find((candidate) => candidate.name === unitName);
	if (!unit) {
		const known = quantity.units.map((candidate) => candidate.name).join(", ");
		const named = unitName === "" ? `'${clip(text)}' has no unit` : `unknown unit '${clip(unitName)}'`;
		return { ok: false, problem: `${named}; the units of ${quantity.what} are ${known}` };
	}
	const scaled = BigInt(whole + fraction) * BigInt(unit.factor);
	const divisor = 10n ** BigInt(fraction.length);
	if (scaled % divisor !== 0n) {
		const smallest = quantity.units[0]?.name ?? "";
		return { ok: false, problem: `'${text}' is finer than 1 ${smallest}` };
	}
	const value = scaled / divisor;
	if (value > BigInt(quantity.max)) {
		return { ok: false, problem: `'${text}' is too large; at most ${printQuantity(quantity.max, quantity)}` };
	}
	return { ok: true, value: Number(value) };
}

/** Prints in the largest unit that holds the value exactly; `parseQuantity` reads it back to the same number. */
export function printQuantity(value: number, quantity: Quantity): string {
	if (value === 0) return quantity.zero;
	const unit = quantity.units.findLast((candidate) => value % candidate.factor === 0);
	return unit ? `${value / unit.factor}${unit.name}` : String(value);
}

/** Foreign text in a message stays short. */
function clip(text: string): string {
	return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
