import type { CorruptFault } from "./corrupt.ts";
import type { DelayFault } from "./delay.ts";
import type { DuplicateFault } from "./duplicate.ts";
import type { LoseFault } from "./lose.ts";
import type { Fault } from "./registry.ts";
import type { ReorderFault } from "./reorder.ts";
import type { ResetFault } from "./reset.ts";
import type { TruncateFault } from "./truncate.ts";

/** A fault that strikes messages. */
export type MessageFault =
	| LoseFault
	| DelayFault
	| DuplicateFault
	| ReorderFault
	| ResetFault
	| TruncateFault
	| CorruptFault;

/** Which message a fault strikes: `request`, `response`, or the name of one. Undefined where it strikes none. */
export function struckMessage(fault: Fault): string | undefined {
	if ("lose" in fault) return fault.lose;
	if ("delay" in fault) return fault.delay;
	if ("duplicate" in fault) return fault.duplicate;
	if ("reorder" in fault) return fault.reorder;
	if ("reset" in fault) return fault.reset;
	if ("truncate" in fault) return fault.truncate;
	return "corrupt" in fault ? fault.corrupt : undefined;
}

export function strikesMessages(fault: Fault): fault is MessageFault {
	return struckMessage(fault) !== undefined;
}
