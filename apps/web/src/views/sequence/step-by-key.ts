import type { KeyboardEvent } from "react";
import { labNow, momentIn } from "../../lab/store.ts";

/** Up and down go from event to event, of the run beside too, and select where they come. */
export function stepByKey(event: KeyboardEvent): void {
	const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : undefined;
	if (step === undefined) return;
	event.preventDefault();
	const { stepEvent, select } = labNow();
	stepEvent(step);
	const { run, beside, cursor } = labNow();
	const isHere = cursor.seq >= 0 && run?.trace.at(cursor.seq) === cursor.timeNs;
	const there = beside === null || isHere ? undefined : momentIn(labNow(), beside);
	if (beside !== null && there !== undefined && there.seq >= 0) select({ kind: "event", id: there.seq }, beside);
	else select(cursor.seq < 0 ? null : { kind: "event", id: cursor.seq });
}
