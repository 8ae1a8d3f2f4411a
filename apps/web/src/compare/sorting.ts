import type { ConversationFigures } from "@roundtrip/analysis";

/** By which figure the ways are sorted; undefined: in the order in which they are read. */
export type Sorting = { readonly key: keyof ConversationFigures; readonly isDown: boolean } | undefined;

/** What the next press on a column's head asks for: smallest first, largest first, as they were. */
export function nextSorting(now: Sorting, key: keyof ConversationFigures): Sorting {
	if (now?.key !== key) return { key, isDown: false };
	return now.isDown ? undefined : { key, isDown: true };
}

/** Those that don't have the figure stand last, whichever way it is sorted. */
export function sorted<Row extends { readonly figures: ConversationFigures | undefined }>(
	rows: readonly Row[],
	sorting: Sorting,
): readonly Row[] {
	if (sorting === undefined) return rows;
	const { key, isDown } = sorting;
	return rows.toSorted((a, b) => {
		const [x, y] = [a.figures?.[key], b.figures?.[key]];
		if (x === undefined || y === undefined) return Number(x === undefined) - Number(y === undefined);
		return isDown ? y - x : x - y;
	});
}
