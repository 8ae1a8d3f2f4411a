import type { Fault } from "@roundtrip/model";
import type { Remote } from "comlink";
import { createRun, type Run } from "../lab/run.ts";
import type { JobFailure, JobResult } from "./job.ts";
import { unpackTrace } from "./packed-trace.ts";
import { type RunThread, startThread } from "./thread.ts";
import type { RunWorker } from "./worker.ts";

export type RunResult =
	| { readonly ok: true; readonly run: Run /** Those that were added. */; readonly faults: readonly Fault[] }
	| JobFailure;

/** The answer of a run that nobody waits for any more. */
export const CANCELLED = Symbol("cancelled");

/** Makes one run at a time in a thread of its own. A new one, or `cancel`, ends the one before it. */
export interface RunMaker {
	make(how: (worker: Remote<RunWorker>) => Promise<JobResult>): Promise<RunResult | typeof CANCELLED>;
	cancel(): void;
}

export function createRunMaker(): RunMaker {
	let worker: RunThread | undefined;
	let cancelCurrent: (() => void) | undefined;
	let latest = 0;
	return {
		cancel() {
			latest += 1;
			cancelCurrent?.();
		},
		async make(how) {
			cancelCurrent?.();
			latest += 1;
			const mine = latest;
			worker ??= startThread();
			const thread = worker;
			const cancelled = new Promise<typeof CANCELLED>((resolve) => {
				cancelCurrent = () => {
					cancelCurrent = undefined;
					// A thread that computes hears nothing, so it is ended; the next run starts another.
					thread.end();
					worker = undefined;
					resolve(CANCELLED);
				};
			});
			const result = await Promise.race([how(thread.remote), thread.broken, cancelled]);
			if (result === CANCELLED || mine !== latest) return CANCELLED;
			cancelCurrent = undefined;
			if (!result.ok) return result;
			const trace = await unpackTrace(result.packed, nextTask);
			if (mine !== latest) return CANCELLED;
			const { sha256 } = result.packed;
			return { ok: true, run: createRun(trace, sha256), faults: result.faults };
		},
	};
}

const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
