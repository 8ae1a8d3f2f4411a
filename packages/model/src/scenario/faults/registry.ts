import type { Descriptor } from "../descriptor.ts";
import { type CrashFault, crash } from "./crash.ts";
import { type DelayFault, delay } from "./delay.ts";
import { type LoseFault, lose } from "./lose.ts";

export type Fault = LoseFault | DelayFault | CrashFault;

/** What can go wrong on purpose. */
export const faultKinds: readonly Descriptor<Fault>[] = [lose, delay, crash];
