import { type Remote, wrap } from "comlink";
import type { JobFailure } from "./job.ts";
import type { RunWorker } from "./worker.ts";

/** A thread in which runs are made. */
export interface RunThread {
	readonly remote: Remote<RunWorker>;
	/** Comes only where the thread could not be started or died. */
	readonly broken: Promise<JobFailure>;
	end(): void;
}

export function startThread(): RunThread {
	const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "runs" });
	const broken = new Promise<JobFailure>((resolve) => {
		worker.addEventListener("error", (event) =>
			resolve({
				ok: false,
				where: "world",
				title: "The simulation stopped",
				detail: event.message ?? "Its thread could not be started.",
			}),
		);
	});
	return { remote: wrap<RunWorker>(worker), broken, end: () => worker.terminate() };
}
