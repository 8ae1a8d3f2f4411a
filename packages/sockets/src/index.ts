export type { RunProblem } from "./problem.ts";
export { type RunOptions, type RunResult, runReal } from "./run.ts";
