import { formatPercent, formatSize } from "@roundtrip/analysis";
import { dataOf, overFetching } from "@roundtrip/behaviour";
import { parseSelection, requestTarget, routesAt, type Scenario, stepsAt } from "@roundtrip/model";
import { limited, section } from "./section.ts";
import type { Column } from "./table.ts";

/** What GraphQL's clients leave out of the records that a route has: as JSON, without what stands around it. */
interface Selected {
	readonly request: string;
	readonly askedBytes: number;
	readonly wholeBytes: number;
}

const right = { align: "right" as const };
const COLUMNS: readonly Column[] = [
	{ head: "request" },
	...[
		{ head: "asked for", ...right },
		{ head: "all fields", ...right },
		{ head: "left out", ...right },
	],
];

/** How much smaller answers are for naming their fields; nothing where no request does. */
export function selectionsSection(scenario: Scenario): string {
	const row = ({ request, askedBytes, wholeBytes }: Selected): readonly string[] => [
		request,
		formatSize(askedBytes),
		formatSize(wholeBytes),
		formatPercent(1 - askedBytes / wholeBytes),
	];
	return section("Fields asked for", limited(selectedIn(scenario), COLUMNS, row, "request"));
}

function selectedIn(scenario: Scenario): readonly Selected[] {
	const seen = new Map<string, Selected>();
	for (const { request, from, to } of scenario.traffic) {
		const target = requestTarget(request);
		if (target.protocol !== "graphql" || target.selection === undefined) continue;
		const server =
			to ??
			Object.keys(scenario.links)
				.find((name) => name.startsWith(`${from} -> `))
				?.slice(from.length + 4);
		const steps = stepsAt(routesAt(scenario, server ?? ""), request) ?? [];
		const [data] = steps.flatMap((step) => ("data" in step && step.data !== undefined ? [step.data] : []));
		const selection = parseSelection(target.selection);
		if (data === undefined || !selection.ok) continue;
		seen.set(`${server} ${request}`, { request, ...overFetching(dataOf(scenario.types, data), selection.value) });
	}
	return [...seen.values()];
}
