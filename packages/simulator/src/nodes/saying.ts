import { dialectOf, type StreamPlan } from "@roundtrip/behaviour";
import type { Call } from "../links/call.ts";
import type { Voice } from "../links/stream.ts";
import type { World } from "../world.ts";

/**
 * Says the items of a client, spaced as planned, as long as its call lasts.
 * @param ends whether it says after the last one that no more follows
 */
export function say(world: World, call: Call, voice: Voice, { sends, everyNs }: StreamPlan, ends: boolean): void {
	const { conversation, content } = call;
	const dialect = dialectOf(conversation.target.protocol);
	const sayFrom = (first: number): void => {
		for (let nth = first; nth <= sends; nth++) {
			if (call.isOver) return;
			voice.item({ body: dialect.item(conversation, content, nth, "client"), number: nth }, [call.lastSeq]);
			if (nth < sends && everyNs > 0) {
				world.later(everyNs, () => sayFrom(nth + 1));
				return;
			}
		}
		if (ends && !call.isOver) voice.end(dialect.end(conversation, "client"), [call.lastSeq]);
	};
	sayFrom(1);
}
