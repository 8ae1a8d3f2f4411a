import type { Fate } from "@roundtrip/behaviour";
import type { LinkName } from "@roundtrip/model";
import type { World } from "../world.ts";
import type { Link } from "./link.ts";
import type { Passage } from "./message-events.ts";

/** The name of no link. */
const NOWHERE: LinkName = " -> ";

/** What becomes of a message that is being sent. An item is struck by its own name alone, and counts as no request or answer. */
export function fateOf({ messageFaults }: World, { name }: Link, { message, direction, item }: Passage): Fate {
	return messageFaults.fate(message, item === undefined ? name : NOWHERE, direction);
}
