import { answerTo, replyOf, virtualMs } from "@roundtrip/behaviour";
import type { ReplyStep } from "@roundtrip/model";
import type { StepKind } from "./step-kind.ts";

/** The answer. What stands behind it is done with nobody waiting. */
export const reply: StepKind<ReplyStep> = {
	word: "reply",
	play(strand, step, _key, next) {
		const { conversation, question } = strand.job.call;
		const { world, spec } = strand.server;
		const gzip = spec.compress === true ? world.gzip : undefined;
		const said = replyOf(conversation, step, strand.waitedFor);
		strand.reply(answerTo(conversation, question, said, { nowMs: virtualMs(world.kernel.now), gzip }));
		next();
	},
};
