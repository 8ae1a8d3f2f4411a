import type { HttpReply } from "@roundtrip/behaviour";
import { ofCall } from "../journal/entry.ts";
import type { NodeContext } from "../node-context.ts";
import type { Job } from "./job.ts";

/** Answers a request, whether or not anybody still waits for it. */
export function reply({ node, journal, timers }: NodeContext, job: Job, answer: HttpReply): void {
	const at = timers.clock.now();
	const { summary, size } = job.answer(answer);
	journal.write({ ...ofCall(job.call), at, node, kind: "replied", data: { status: answer.status }, summary, size });
}
