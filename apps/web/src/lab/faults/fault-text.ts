import { duration, type Fault, NS_PER_S, printQuantity, rate, share } from "@roundtrip/model";

const DURATIONS: readonly string[] = [
	...["by", "at", "from", "after", "within", "for", "until", "down", "up", "rtt", "takes", "loses"],
	...["restart-at", "restart-after"],
];

/**
 * A fault as it would stand in a scenario file, such as `lose: e1.1<` or `{ delay: e1.1<, by: 2s }`.
 * It says the same as the model's own printer, which would bring the whole grammar into the first load.
 */
export function faultText(fault: Fault): string {
	const fields = Object.entries(fault)
		.filter(([key, value]) => !isDefault(key, value))
		.map(([key, value]) => `${key}: ${valueText(key, value)}`);
	return fields.length === 1 ? fields.join("") : `{ ${fields.join(", ")} }`;
}

/** Values that mean what leaving them out means. */
const LEFT_OUT: Readonly<Record<string, unknown>> = {
	...{ nth: 1, silent: false, at: "body", times: 1, after: 0, within: NS_PER_S },
	...{ way: "both", takes: NS_PER_S, down: 200_000_000, up: 300_000_000 },
};

/** What the model's printer leaves out. */
function isDefault(key: string, value: unknown): boolean {
	return value === undefined || LEFT_OUT[key] === value;
}

function valueText(key: string, value: unknown): string {
	if (typeof value !== "number") return String(value);
	if (key === "rate") return printQuantity(value, rate);
	if (key === "probability") return printQuantity(value, share);
	return DURATIONS.includes(key) ? printQuantity(value, duration) : String(value);
}
