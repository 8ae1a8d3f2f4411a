export { type KeepOptions, type KeepResult, keepReal } from "./keep.ts";
export type { KeptServer } from "./kept/servers.ts";
export type { RunProblem } from "./problem.ts";
export { type RunOptions, type RunResult, runReal } from "./run.ts";
