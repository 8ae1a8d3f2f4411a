import { contentSaid } from "@roundtrip/behaviour";
import type { PublishStep } from "@roundtrip/model";
import type { StepKind } from "./step-kind.ts";

/** Whoever has subscribed to the channel, or waits for it, has the item at once. */
export const publish: StepKind<PublishStep> = {
	word: "publish",
	play(strand, step, _key, next) {
		const { channels } = strand.server;
		const channel = step.publish;
		const seq = strand.published({ channel, number: channels.last(channel) + 1 });
		channels.publish(channel, contentSaid(step, strand.content), seq);
		next();
	},
};
