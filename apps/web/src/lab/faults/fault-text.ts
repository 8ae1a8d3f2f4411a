import { duration, type Fault, printQuantity, rate, share } from "@roundtrip/model";

const DURATIONS: readonly string[] = [
	"by",
	"at",
	"until",
	"down",
	"up",
	"rtt",
	"takes",
	"loses",
	"restart-at",
	"restart-after",
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

/** How long a link that flaps is down and up where it isn't said, ns. */
const FLAPS = { down: 200_000_000, up: 300_000_000 } as const;

/** How long a failover takes where it isn't said, ns. */
const FAILOVER_TAKES = 1_000_000_000;

/** What the model's printer leaves out. */
function isDefault(key: string, value: unknown): boolean {
	if (value === undefined) return true;
	if (key === "takes") return value === FAILOVER_TAKES;
	if (key === "down" || key === "up") return value === FLAPS[key];
	return (
		(key === "nth" && value === 1) ||
		(key === "silent" && value === false) ||
		(key === "way" && value === "both") ||
		(key === "at" && value === "body")
	);
}

function valueText(key: string, value: unknown): string {
	if (typeof value !== "number") return String(value);
	if (key === "rate") return printQuantity(value, rate);
	if (key === "probability") return printQuantity(value, share);
	return DURATIONS.includes(key) ? printQuantity(value, duration) : String(value);
}
