import {
	type Comparison,
	type FigurePair,
	formatCount,
	formatDuration,
	formatPercent,
	formatSize,
} from "@roundtrip/analysis";
import { colours } from "./colours.ts";
import { type Column, table } from "./table.ts";

const ROWS = 40;

const FORMATS: Readonly<Record<FigurePair["unit"], (value: number) => string>> = {
	ns: (value) => formatDuration(value, "tabular"),
	B: (value) => formatSize(value),
	count: formatCount,
};

const right = { align: "right" as const };
const columns = (first: string): readonly Column[] => [
	{ head: first },
	{ head: "simulated", ...right },
	{ head: "real", ...right },
	{ head: "error", ...right },
];

/** Two runs side by side: what is the same, the latency of each exchange, and every figure with its error. */
export function comparisonReport(comparison: Comparison): string {
	const exchanges = comparison.exchanges
		.slice(0, ROWS)
		.map(({ exchange, aNs, bNs, error }) => [
			...[`e${exchange}`, formatDuration(aNs, "tabular"), formatDuration(bNs, "tabular"), formatPercent(error)],
		]);
	const figures = comparison.figures.map(({ name, a, b, error, unit }) => [
		name,
		FORMATS[unit](a),
		FORMATS[unit](b),
		formatPercent(error),
	]);
	const { medianLatencyError } = comparison;
	return [
		shape(comparison),
		table(columns("exchange"), exchanges),
		table(columns("figure"), figures),
		medianLatencyError === undefined
			? ""
			: `Median error of latency: ${colours.bold(formatPercent(medianLatencyError))}`,
	]
		.filter((part) => part !== "")
		.join("\n\n");
}

function shape({ sameShape, differences }: Comparison): string {
	if (sameShape) return `${colours.green("✓")} Same exchanges, attempts, outcomes and messages in both worlds.`;
	return [`${colours.red("✕")} The two worlds differ:`, ...differences.map((difference) => `  ${difference}`)].join(
		"\n",
	);
}
