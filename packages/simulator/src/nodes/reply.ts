import type { HttpReply } from "@roundtrip/behaviour";
import { ofCall } from "../links/call.ts";
import type { World } from "../world.ts";
import type { Job } from "./job.ts";

/** Records the answer of a job at its node and sends it back. */
export function reply(world: World, node: string, job: Job, answer: HttpReply): void {
	const data = { status: answer.status };
	job.lastSeq = world.record({ ...ofCall(job.call, node), kind: "replied", causes: [job.lastSeq], data });
	job.back.send(answer, [job.lastSeq]);
}
