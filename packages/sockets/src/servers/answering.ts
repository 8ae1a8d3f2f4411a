import { createAdmission } from "@roundtrip/behaviour";
import { ofCall } from "../journal/entry.ts";
import type { NodeContext, Ports } from "../node-context.ts";
import { createDoors } from "./doors.ts";
import type { Job } from "./job.ts";
import { answerProbe, isProbe } from "./probe.ts";

/** What servers and databases share: an HTTP server on the loopback interface, workers and a queue before them. */
export interface Answering {
	/** Takes connections from now on, on the ports given or else on ports of the system's choice; gives the ports. */
	listen(ports: Ports): Promise<Ports>;
	/** The worker of a job is free: the next one begins. */
	finished(): void;
	/** No request is worked on or waits. */
	readonly isIdle: boolean;
	close(): void;
}

export interface AnsweringParts {
	readonly context: NodeContext;
	readonly limits: { readonly workers: number; readonly queue: number };
	/** Does the work, whose time counts from `startedNs`; calls `finished` of the answering when it is done. */
	readonly begin: (job: Job, startedNs: number, arrivedNs: number) => void;
	/** Answers a request that finds the queue full. */
	readonly refuse: (job: Job) => void;
}

export function createAnswering({ context, limits, begin, refuse }: AnsweringParts): Answering {
	const { node, journal, timers, isUnrecorded = false } = context;
	const admission = createAdmission(limits.workers, limits.queue);
	const queue: { readonly job: Job; readonly arrivedNs: number }[] = [];
	const doors = context.openDoors?.(receive) ?? createDoors(context, receive);

	function receive(job: Job): void {
		const at = timers.clock.now();
		if (isProbe(job.call)) {
			answerProbe(job, at, timers);
			return;
		}
		if (!isUnrecorded) journal.write({ ...ofCall(job.call), at, node, note: "arrived" });
		context.reached?.("received", job.call);
		const admitted = admission.arrive();
		if (admitted !== "refuse") context.taken?.(job.call, admission.busy + admission.waiting, at);
		if (admitted === "start") start(job, at, at);
		else if (admitted === "refuse") refuse(job);
		else {
			queue.push({ job, arrivedNs: at });
			if (isUnrecorded) return;
			journal.write({ ...ofCall(job.call), at, node, kind: "queued", data: { for: "worker" } });
		}
	}

	function start(job: Job, at: number, arrivedNs: number): void {
		if (!isUnrecorded) journal.write({ ...ofCall(job.call), at, node, kind: "started", data: {} });
		begin(job, at, arrivedNs);
	}

	return {
		listen: doors.listen,
		finished() {
			const next = admission.finish() ? queue.shift() : undefined;
			if (next !== undefined) start(next.job, timers.clock.now(), next.arrivedNs);
		},
		get isIdle() {
			return admission.busy === 0 && admission.waiting === 0;
		},
		close: doors.close,
	};
}
