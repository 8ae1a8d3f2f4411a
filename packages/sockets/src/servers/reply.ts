import { type HttpReply, textBody } from "@roundtrip/behaviour";
import { ofCall } from "../journal/entry.ts";
import type { NodeContext } from "../node-context.ts";
import type { AnswerLook, Job, Meant } from "./job.ts";

/** Answers a request, whether or not anybody still waits for it. */
export function reply(context: NodeContext, job: Job, answer: HttpReply, meant?: Meant): void {
	if (context.isUnrecorded) {
		job.answer(answer, meant);
		return;
	}
	context.reached?.("replying", job.call);
	const at = context.timers.clock.now();
	writeReplied(context, job, answer.status, at, job.answer(answer, meant));
}

/** What is meant by an answer of a sentence. */
export function sentence(status: number, text: string): Meant {
	return { status, content: { body: textBody(text) } };
}

export function writeReplied(
	{ node, journal }: NodeContext,
	{ call }: Job,
	status: number,
	at: number,
	{ summary, size }: AnswerLook,
): void {
	journal.write({ ...ofCall(call), at, node, kind: "replied", data: { status }, summary, size });
}
