import { dialectOf, type StreamPlan } from "@roundtrip/behaviour";
import type { Call } from "../links/call.ts";
import type { Voice } from "../links/stream.ts";
import type { World } from "../world.ts";
import { itemOf } from "./item-of.ts";

/**
 * Says the items of a client, spaced as planned, as long as its call lasts.
 * @param said told after the last one
 */
export function say(world: World, call: Call, voice: Voice, { sends, everyNs }: StreamPlan, said: () => void): void {
	const { conversation, content } = call;
	const dialect = dialectOf(conversation.target.protocol);
	const sayFrom = (first: number): void => {
		for (let nth = first; nth <= sends; nth++) {
			if (call.isOver) return;
			const item = { body: dialect.item(conversation, content, nth, "client"), number: nth };
			voice.item(itemOf(world, conversation, item, "client"), [call.lastSeq]);
			if (nth < sends && everyNs > 0) {
				world.later(everyNs, () => sayFrom(nth + 1));
				return;
			}
		}
		if (!call.isOver) said();
	};
	sayFrom(1);
}
