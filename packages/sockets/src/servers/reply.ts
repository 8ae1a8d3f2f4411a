import { type Body, encodeResponse, hasNoBody, responseFields } from "@roundtrip/behaviour";
import { bytesOf } from "../body-bytes.ts";
import { ofCall } from "../journal/entry.ts";
import type { NodeContext } from "../node-context.ts";
import type { Job } from "./job.ts";

/** Answers a request, whether or not anybody still waits for it. */
export function reply({ node, journal, timers }: NodeContext, job: Job, status: number, body: Body): void {
	const { call, response } = job;
	const isHead = job.method === "HEAD";
	const at = timers.clock.now();
	const { summary, size } = encodeResponse(status, body, 0, isHead);
	journal.write({ ...ofCall(call), at, node, kind: "replied", data: { status }, summary, size });
	response.writeHead(status, responseFields(status, body).flat());
	response.end(isHead || hasNoBody(status) || body.size === 0 ? undefined : bytesOf(body));
}
