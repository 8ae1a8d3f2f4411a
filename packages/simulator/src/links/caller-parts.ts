import type { World } from "../world.ts";
import type { Answerer, Caller } from "./caller.ts";
import type { Link } from "./link.ts";

/** What the asking end of a link is made of. */
export interface CallerParts {
	readonly world: World;
	readonly link: Link;
	/** How many connections its node may have on the link; those that many calls share are one. */
	readonly limit: number;
	answerer(): Answerer;
}

/** Makes the asking end of a link. */
export type CreateCaller = (parts: CallerParts) => Caller;
