export { type SimulateOptions, type SimulateResult, simulate } from "./run.ts";
