import { type AdmissionPolicy, allowedNs, createAdmission } from "@roundtrip/behaviour";
import { Line } from "../line.ts";
import { type Call, ofCall } from "../links/call.ts";
import type { ReturnWay } from "../links/caller.ts";
import { diesAt, runsOutOfMemory } from "../own-death.ts";
import type { Machine, World } from "../world.ts";
import { Inbox } from "./inbox.ts";
import type { Job } from "./job.ts";

/** What servers and databases share: workers, a queue, and the loss of everything in hand when the node dies. */
export interface Answering {
	receive(call: Call, back: ReturnWay, deliveredSeq: number): void;
	/** The worker of this job is free, if it has one: the next one begins. */
	finished(job: Job): void;
	/** False once the node has died: then nothing more of the job happens. */
	isAlive(job: Job): boolean;
	die(): void;
}

export function createAnswering(
	world: World,
	machine: Machine,
	limits: { readonly workers: number; readonly queue: number },
	begin: (job: Job) => void,
	refuse: (job: Job) => void,
): Answering {
	const admission: AdmissionPolicy = createAdmission(limits.workers, limits.queue);
	const queue = new Line<Job>();
	const of = ({ call }: Job) => ofCall(call, machine.name);

	function start(job: Job, causes: readonly number[]): void {
		job.hasWorker = true;
		const { exchange, attempt, id: call } = job.call;
		job.lastSeq = world.record({ kind: "started", node: machine.name, exchange, attempt, call, causes, data: {} });
		begin(job);
	}

	return {
		receive(call, back, deliveredSeq) {
			if (diesAt(world, machine.name, "received", call.id, [deliveredSeq])) return;
			const job: Job = {
				call,
				back,
				inbox: inboxOf(call, back),
				wantedUntilNs: world.kernel.now + (allowedNs(call.question) ?? Number.POSITIVE_INFINITY),
				life: machine.life,
				lastSeq: deliveredSeq,
				calls: 0,
				fetches: 0,
				numbers: undefined,
				hasWorker: false,
				state: "unanswered",
			};
			const admitted = admission.arrive();
			if (world.exhaustion !== undefined && admitted !== "refuse") {
				const inHand = admission.busy + admission.waiting;
				if (runsOutOfMemory(world, machine.name, inHand, [deliveredSeq])) return;
			}
			if (admitted === "start") start(job, [deliveredSeq]);
			else if (admitted === "refuse") refuse(job);
			else {
				job.lastSeq = world.record({ ...of(job), kind: "queued", causes: [deliveredSeq], data: { for: "worker" } });
				queue.push(job);
			}
		},
		finished(job) {
			// With the node its workers are gone.
			if (!job.hasWorker || machine.state !== "up" || machine.life !== job.life) return;
			job.hasWorker = false;
			const next = admission.finish() ? queue.shift() : undefined;
			if (next !== undefined) start(next, [next.lastSeq, job.lastSeq]);
		},
		isAlive: (job) => machine.state === "up" && machine.life === job.life,
		die() {
			admission.reset();
			queue.clear();
		},
	};
}

/** What follows a request is heard from its begin, and kept until somebody asks for it. */
function inboxOf({ conversation: { shape } }: Call, back: ReturnWay): Inbox | undefined {
	if (!shape.down && !shape.up) return undefined;
	const inbox = new Inbox();
	back.listen(inbox);
	return inbox;
}
