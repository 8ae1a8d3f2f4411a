import type { EachStep, Step } from "@roundtrip/model";
import type { Strand } from "../strand.ts";
import type { StepKind } from "./step-kind.ts";

/** Does steps in order. */
export type PlaySteps = (strand: Strand, steps: readonly Step[], prefix: string, done: () => void) => void;

/** What is done with each item of the client, one after the other, until it says no more. */
export function createEach(playSteps: PlaySteps): StepKind<EachStep> {
	return {
		word: "each",
		play(strand, step, _key, next) {
			strand.open();
			strand.takesItems = true;
			const { call, inbox } = strand.job;
			let count = 0;
			const take = (): void => {
				inbox?.take({
					item(_item, seq) {
						count++;
						strand.lastSeq = seq;
						strand.content = call.content;
						playSteps(strand, step.each, `item/${count}/`, take);
					},
					ended(seq) {
						strand.lastSeq = seq;
						// Closing a WebSocket closes both directions.
						if (call.conversation.target.protocol === "websocket") strand.finish();
						else next();
					},
				});
			};
			take();
		},
	};
}
