export { type KeepOptions, type KeepResult, type KeptServer, keepReal } from "./keep.ts";
export type { RunProblem } from "./problem.ts";
export { type RunOptions, type RunResult, runReal } from "./run.ts";
