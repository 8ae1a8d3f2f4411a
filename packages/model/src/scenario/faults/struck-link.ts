import type { LinkName } from "../link-name.ts";
import type { FlapFault } from "./flap.ts";
import type { PartitionFault } from "./partition.ts";
import type { Fault } from "./registry.ts";
import type { ThrottleFault } from "./throttle.ts";

/** A fault that strikes all that travels over a link, for a while. */
export type LinkFault = PartitionFault | FlapFault | ThrottleFault;

/** Which link a fault strikes; undefined where it strikes none. */
export function struckLink(fault: Fault): LinkName | undefined {
	if ("partition" in fault) return fault.partition;
	if ("flap" in fault) return fault.flap;
	return "throttle" in fault ? fault.throttle : undefined;
}

export function strikesLink(fault: Fault): fault is LinkFault {
	return struckLink(fault) !== undefined;
}
