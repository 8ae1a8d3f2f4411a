import { DELIVER, type OwnFate } from "@roundtrip/behaviour";
import type { LinkName } from "@roundtrip/model";
import type { World } from "../world.ts";
import type { Link } from "./link.ts";
import type { Passage } from "./message-events.ts";

/** The name of no link. */
const NOWHERE: LinkName = " -> ";

/**
 * What becomes of a message that is being sent; copies of it set out by themselves, and what belongs to a stream keeps its
 * order. An item is struck by its own name alone,
 * and counts as no request or answer.
 */
export function fateOf(world: World, link: Link, { message, direction, item, call }: Passage): OwnFate {
	const fate = world.messageFaults.fate(message, item === undefined ? link.name : NOWHERE, direction, world.kernel.now);
	if (fate.kind === "hold") return call.listener === undefined ? fate : DELIVER;
	if (fate.kind !== "duplicate") return fate;
	link.copies?.make(world, link, call, fate);
	return DELIVER;
}
