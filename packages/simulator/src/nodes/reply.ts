import type { HttpReply } from "@roundtrip/behaviour";
import { diesAt } from "../own-death.ts";
import type { World } from "../world.ts";
import type { Job } from "./job.ts";

/** Records the answer of a job at its node and sends it back. */
export function reply(world: World, node: string, job: Job, answer: HttpReply): void {
	const { exchange, attempt, id: call } = job.call;
	if (diesAt(world, node, "replying", call, [job.lastSeq])) return;
	const [causes, data] = [[job.lastSeq], { status: answer.status }];
	job.lastSeq = world.record({ kind: "replied", node, exchange, attempt, call, causes, data });
	job.back.send(answer, [job.lastSeq]);
}
