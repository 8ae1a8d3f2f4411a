export { simulate, type SimulateOptions, type SimulateResult } from "./run.ts";
export { createKernel, type Handler, type Kernel, type RunLimits, type TimerHandle } from "./kernel/kernel.ts";
