import { type Content, NO_CONTENT, type PlannedExchange, textBody } from "@roundtrip/behaviour";
import { callParts } from "@roundtrip/model";
import type { Progress } from "./progress.ts";

/**
 * What a message of a client's says, from its bytes. Records are known by the plan, which says what was sent: so they can
 * be written again in the words of any protocol, as they are in the simulated world.
 */
export function saidByClient(
	plan: readonly PlannedExchange[],
	{ job, conversation }: Pick<Progress, "job" | "conversation">,
	content: Buffer,
): Content {
	if (content.length === 0) return NO_CONTENT;
	if (job.understand !== undefined) return job.understand(content);
	const { exchange, parent } = callParts(job.call);
	const planned = parent === undefined ? plan[exchange - 1] : undefined;
	const { protocol } = conversation.target;
	const isPlain = protocol === "rest" || protocol === "websocket";
	if (planned !== undefined && (!isPlain || planned.content.data !== undefined)) return planned.content;
	return isPlain ? { body: textBody(content.toString("utf8")) } : NO_CONTENT;
}
