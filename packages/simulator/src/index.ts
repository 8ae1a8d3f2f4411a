export type { SimulateOptions, SimulateResult } from "./play.ts";
export { simulate } from "./run.ts";
