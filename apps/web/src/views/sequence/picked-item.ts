import { useMemo } from "react";
import type { Run } from "../../lab/run.ts";
import type { Selection } from "../../lab/store.ts";
import { picksMessage } from "../picked.ts";
import type { SequenceItem } from "./geometry.ts";
import type { SideMatch } from "./pair/run-matches.ts";

/**
 * What is selected or pointed at as one run has it: an event of the run beside is the same event here, where there is one.
 * @param on the run in which it was picked
 */
export function usePicked(
	picked: Selection | null,
	on: Run | null,
	isOne: boolean,
	run: Run,
	side: { readonly match: SideMatch } | undefined,
): Selection | null {
	return useMemo(() => {
		if (picked === null || (isOne && picked.kind === "exchange")) return null;
		if (picked.kind !== "event" || on === run) return picked;
		const here = side?.match.eventHere(picked.id);
		return here === undefined ? null : { kind: "event", id: here };
	}, [picked, on, isOne, run, side]);
}

/** Whether a part of the diagram is what is picked. */
export function isPicked(item: SequenceItem, selection: Selection | null): boolean {
	if (item.kind === "message") return picksMessage(selection, item.flight);
	if (item.kind !== "mark") return false;
	if (selection?.kind === "event") return selection.id === item.mark.seq;
	return selection?.kind === "exchange" && selection.id === item.mark.exchange;
}
