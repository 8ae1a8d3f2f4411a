import type { Descriptor } from "../descriptor.ts";
import { type CrashFault, crash, type WrittenCrash } from "./crash.ts";
import { type DelayFault, delay, type WrittenDelay } from "./delay.ts";
import { type LoseFault, lose, type WrittenLose } from "./lose.ts";

export type Fault = LoseFault | DelayFault | CrashFault;

export type WrittenFault<Link extends string = string, Node extends string = string> =
	| WrittenLose<Link>
	| WrittenDelay<Link>
	| WrittenCrash<Node>;

/** What can go wrong on purpose. */
export const faultKinds: readonly Descriptor<Fault>[] = [lose, delay, crash];
