import { type Conversation, deflatedFrame } from "@roundtrip/behaviour";
import { given } from "../given.ts";
import type { Item } from "../links/stream.ts";
import type { World } from "../world.ts";

/** An item as it is sent: a WebSocket's is compressed where the two ends have agreed upon that. */
export function itemOf(world: World, { deflates }: Conversation, item: Item, from: "client" | "server"): Item {
	if (deflates !== true) return item;
	const body = deflatedFrame(item.body, from, given(world.deflate, "compressed messages"));
	return body === item.body ? item : { body, number: item.number, plain: item.body };
}
