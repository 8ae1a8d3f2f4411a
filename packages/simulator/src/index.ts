export { createKernel, type Handler, type Kernel, type RunLimits, type TimerHandle } from "./kernel/kernel.ts";
export { type SimulateOptions, type SimulateResult, simulate } from "./run.ts";
