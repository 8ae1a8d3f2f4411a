import { answerOf, NO_CONTENT, type PublishedItem } from "@roundtrip/behaviour";
import type { WaitStep } from "@roundtrip/model";
import type { Strand } from "../strand.ts";
import type { StepKind } from "./step-kind.ts";

/** Goes on with the next item of a channel, or answers that none came. Whoever waits holds no worker. */
export const wait: StepKind<WaitStep> = {
	word: "wait",
	play(strand, step, _key, next) {
		const { channels, world } = strand.server;
		const last = channels.last(step.wait);
		const known = step.ever ? channels.since(step.wait, last - 1)[0] : undefined;
		if (known !== undefined) {
			goOn(strand, known, next);
			return;
		}
		strand.waits();
		const stop = channels.listen(step.wait, (item) => {
			stop();
			timeout.cancel();
			if (strand.goesOn) goOn(strand, item, next);
		});
		const timeout = world.later(step["at-most"], () => {
			stop();
			if (!strand.goesOn) return;
			strand.reply(answerOf(strand.job.call.conversation, step.otherwise, NO_CONTENT));
			strand.finish();
		});
	},
};

function goOn(strand: Strand, { content, cause }: PublishedItem, next: () => void): void {
	strand.waitedFor = content;
	strand.lastSeq = cause;
	next();
}
