import { contentSaid } from "@roundtrip/behaviour";
import type { SendStep } from "@roundtrip/model";
import type { StepKind } from "./step-kind.ts";

/** Items: the first at once, the others spaced. A client that comes back gets those that it doesn't have yet. */
export const send: StepKind<SendStep> = {
	word: "send",
	play(strand, step, _key, next) {
		strand.open();
		const { numbers } = strand;
		const content = contentSaid(step, strand.content);
		let left = numbers.countOff(step.send);
		const sendOn = (): void => {
			while (left > 0) {
				left--;
				strand.send(content, numbers.next(), [strand.lastSeq]);
				if (left > 0 && step.every > 0) {
					strand.later(step.every, sendOn);
					return;
				}
			}
			next();
		};
		sendOn();
	},
};
