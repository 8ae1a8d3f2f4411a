import type { LinkName } from "../link-name.ts";
import type { PartitionFault } from "./partition.ts";
import type { Fault } from "./registry.ts";

/** A fault that strikes all that travels over a link, for a while. */
export type LinkFault = PartitionFault;

/** Which link a fault strikes; undefined where it strikes none. */
export function struckLink(fault: Fault): LinkName | undefined {
	return "partition" in fault ? fault.partition : undefined;
}

export function strikesLink(fault: Fault): fault is LinkFault {
	return struckLink(fault) !== undefined;
}
