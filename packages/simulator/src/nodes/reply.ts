import { type Body, encodeResponse } from "@roundtrip/behaviour";
import { ofCall } from "../links/call.ts";
import type { Caller } from "../links/caller.ts";
import { responsePassage, send, sendInVain } from "../links/delivery.ts";
import type { World } from "../world.ts";
import type { Job } from "./job.ts";

/** Records the answer of a job and sends it back, for what it is worth. */
export function reply(world: World, caller: Caller, job: Job, status: number, body: Body): void {
	const { call, connection } = job;
	const { answerer } = connection.link;
	const data = { status };
	job.lastSeq = world.record({ ...ofCall(call, answerer.name), kind: "replied", causes: [job.lastSeq], data });
	const bytes = encodeResponse(status, body, world.kernel.now, call.isHead);
	const passage = responsePassage(call, connection);
	if (connection.closeArrivesNs <= world.kernel.now) {
		sendInVain(world, passage, bytes, [job.lastSeq]);
		return;
	}
	send(world, passage, bytes, [job.lastSeq], (sentSeq) => caller.receive(call, connection, status, sentSeq));
}
