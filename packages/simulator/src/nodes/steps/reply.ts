import { answerTo, replyOf, virtualMs } from "@roundtrip/behaviour";
import type { ReplyStep } from "@roundtrip/model";
import type { StepKind } from "./step-kind.ts";

/** The answer. What stands behind it is done with nobody waiting. */
export const reply: StepKind<ReplyStep> = {
	word: "reply",
	play(strand, step, _key, next) {
		const { conversation, question } = strand.job.call;
		const said = replyOf(conversation, step, strand.waitedFor);
		strand.reply(answerTo(conversation, question, said, virtualMs(strand.server.world.kernel.now)));
		next();
	},
};
