import { type Evaluation, groupsOf, summarise } from "./evaluation.ts";
import { percent, plainTable } from "./figures.ts";

/** Cases without loss by their groups, and all of them, for a terminal. */
export function groupTable({ withoutLoss }: Evaluation): string {
	if (withoutLoss.length === 0) return "";
	const rows = [...groupsOf(withoutLoss), ["all", withoutLoss] as const].map(([group, of]) => {
		const { cases, within, median, high, largest } = summarise(of);
		return [group, String(cases), ...[within, median, high, largest].map(percent)];
	});
	return plainTable(["by group", "cases", "within", "median error", "95 of 100 below", "largest"], rows);
}
