import { detailOf } from "@roundtrip/behaviour";
import type { Caller } from "./caller.ts";
import type { CallerParts } from "./caller-parts.ts";
import { MessageCaller } from "./messages/caller.ts";
import { PacketCaller } from "./packets/caller.ts";

/** The asking end of a link, in the detail that the scenario asks for. */
export function createCaller(parts: CallerParts): Caller {
	const { world, link } = parts;
	return detailOf(world.scenario, link.name) === "packets" ? new PacketCaller(parts) : new MessageCaller(parts);
}
