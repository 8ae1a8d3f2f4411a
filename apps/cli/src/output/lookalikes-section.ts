import { countOf } from "@roundtrip/analysis";
import type { Exploration, HiddenTruth } from "@roundtrip/explorer";
import { type Column, table } from "./table.ts";

/** Groups and rows that are shown: one shows what there is to see. */
const ROWS = 12;

/** Faults after which a client has seen the same until it gave up, beside what was true at that time. */
export function lookalikesSection({ lookalikes }: Exploration): string {
	const [largest] = lookalikes.toSorted((a, b) => b.truths.length - a.truths.length);
	if (largest === undefined) return "";
	const { exchange, truths } = largest;
	const columns: readonly Column[] = [
		...[{ head: "fault" }, { head: "at" }],
		...[{ head: "it has happened" }, { head: "the server is" }, { head: "more is to come" }],
	];
	const more = truths.length > ROWS ? [`  and ${countOf(truths.length - ROWS, "more fault")}`] : [];
	return [
		`  Until it gives up, the client of e${exchange} sees the same in each of these runs. What is true then:`,
		table(columns, truths.slice(0, ROWS).map(rowOf)),
		...more,
	].join("\n");
}

function rowOf({ strike, applied, isUp, isUnderWay }: HiddenTruth): readonly string[] {
	const times = applied === 0 ? "no" : applied === 1 ? "once" : countOf(applied, "time");
	return [strike.kind, strike.point, times, isUp ? "up" : "down", isUnderWay ? "yes" : "no"];
}
