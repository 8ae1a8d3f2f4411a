export { createKernel, type Handler, type Kernel, type RunLimits, type TimerHandle } from "./kernel.ts";
