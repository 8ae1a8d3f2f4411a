import type { PublishedItem } from "@roundtrip/behaviour";
import type { SubscribeStep } from "@roundtrip/model";
import type { StepKind } from "./step-kind.ts";

/** What is published from now on, and what a client that comes back has missed, until it leaves. */
export const subscribe: StepKind<SubscribeStep> = {
	word: "subscribe",
	play(strand, { subscribe: channel }) {
		strand.open();
		const { channels } = strand.server;
		const { resumeAfter } = strand.numbers;
		const tell = ({ number, content, cause }: PublishedItem): void => {
			if (strand.goesOn) strand.send(content, number, [strand.lastSeq, cause]);
		};
		if (resumeAfter !== undefined) for (const item of channels.since(channel, resumeAfter)) tell(item);
		const stop = channels.listen(channel, tell);
		strand.job.inbox?.whenGone(stop);
	},
};
