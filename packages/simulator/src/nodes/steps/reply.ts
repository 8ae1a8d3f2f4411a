import { replyOf } from "@roundtrip/behaviour";
import type { ReplyStep } from "@roundtrip/model";
import type { StepKind } from "./step-kind.ts";

/** The answer. What stands behind it is done with nobody waiting. */
export const reply: StepKind<ReplyStep> = {
	word: "reply",
	play(strand, step, _key, next) {
		strand.reply(replyOf(strand.job.call.conversation, step, strand.waitedFor));
		next();
	},
};
