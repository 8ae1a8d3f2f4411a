import { duration, type Fault, printQuantity } from "@roundtrip/model";

const DURATIONS: readonly string[] = ["by", "at", "restart-at"];

/**
 * A fault as it would stand in a scenario file, such as `lose: e1.1<` or `{ delay: e1.1<, by: 2s }`.
 * It says the same as the model's own printer, which would bring the whole grammar into the first load.
 */
export function faultText(fault: Fault): string {
	const fields = Object.entries(fault)
		.filter(([key, value]) => value !== undefined && !(key === "nth" && value === 1) && !(key === "silent" && !value))
		.map(([key, value]) => `${key}: ${DURATIONS.includes(key) ? printQuantity(Number(value), duration) : value}`);
	return fields.length === 1 ? fields.join("") : `{ ${fields.join(", ")} }`;
}
