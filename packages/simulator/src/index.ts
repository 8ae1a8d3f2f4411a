export type { SimulateOptions, SimulateResult } from "./play.ts";
export { type PreparedScenario, type PrepareOptions, prepare } from "./prepare.ts";
export { simulate } from "./run.ts";
