import { createPulse } from "@roundtrip/behaviour";
import type { Nanoseconds } from "@roundtrip/model";
import { given } from "../given.ts";
import type { Job } from "./job.ts";
import type { RouteServer } from "./route-server.ts";

/** Asks the client of a WebSocket at an interval whether it is there, and ends the connection of one that isn't. */
export function keepAlive({ world, answering }: RouteServer, job: Job, everyNs: Nanoseconds): void {
	const pulse = createPulse();
	let { lastSeq } = job;
	job.inbox?.whenPonged((seq) => {
		lastSeq = seq;
		pulse.answered();
	});
	given(world.hearts, "heartbeats").keep(everyNs, {
		get isOver() {
			return job.state !== "open" || job.inbox?.isGone === true || !answering.isAlive(job);
		},
		get isUnanswered() {
			return !pulse.isAnswered;
		},
		beat() {
			const nth = pulse.beat();
			if (nth === undefined) {
				job.back.cut([lastSeq]);
				job.inbox?.gone();
			} else job.back.ping(nth, [lastSeq]);
		},
	});
}
