import { clip } from "../clip.ts";

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

const NUMBER_AND_UNIT = /^(\d+)(?:\.(\d+))?\s*([\p{L}/%]*)$/u;
/** More digits than any maximum has, in any unit: beyond them nothing is computed. */
const WHOLE_DIGITS = 16;
/** More decimals than can come out whole in any unit. */
const FRACTION_DIGITS = 18;

/**
 * Reads a quantity as an integer of its base unit.
 * Decimal fractions are taken where they come out whole (`1.5s`), so that no float ever rounds silently.
 */
export function parseQuantity(text: string, quantity: Quantity): QuantityResult {
	const bad = (problem: string): QuantityResult => ({ ok: false, problem });
	const shown = clip(text.trim());
	const match = NUMBER_AND_UNIT.exec(text.trim());
	if (!match) return bad(`'${shown}' is not ${quantity.what}; write it like ${quantity.examples}`);
	const [, digits = "", decimals = "", unitName = ""] = match;
	const unit = quantity.units.find((candidate) => candidate.name === unitName);
	if (!unit) {
		const known = quantity.units.map((candidate) => candidate.name).join(", ");
		const named = unitName === "" ? `'${shown}' has no unit` : `unknown unit '${clip(unitName)}'`;
		return bad(`${named}; the units of ${quantity.what} are ${known}`);
	}
	const whole = digits.replace(/^0+(?=\d)/, "");
	const fraction = decimals.replace(/0+$/, "");
	const tooLarge = `'${shown}' is too large; at most ${printQuantity(quantity.max, quantity)}`;
	const tooFine = `'${shown}' is finer than 1 ${quantity.units[0]?.name ?? ""}`;
	if (whole.length > WHOLE_DIGITS) return bad(tooLarge);
	if (fraction.length > FRACTION_DIGITS) return bad(tooFine);
	const scaled = BigInt(whole + fraction) * BigInt(unit.factor);
	const divisor = 10n ** BigInt(fraction.length);
	if (scaled % divisor !== 0n) return bad(tooFine);
	const value = scaled / divisor;
	return value > BigInt(quantity.max) ? bad(tooLarge) : { ok: true, value: Number(value) };
}

/** Prints in the largest unit that holds the value exactly; `parseQuantity` reads it back to the same number. */
export function printQuantity(value: number, quantity: Quantity): string {
	if (value === 0) return quantity.zero;
	const unit = quantity.units.findLast((candidate) => value % candidate.factor === 0);
	return unit ? `${value / unit.factor}${unit.name}` : String(value);
}
