import { createPipes, type Pipe } from "@roundtrip/behaviour";
import type { LinkName, LinkSpec } from "@roundtrip/model";
import type { Machine } from "../world.ts";

/** A link in a run: two directions that all its connections share. */
export interface SimulatedLink {
	readonly name: LinkName;
	readonly asker: Machine;
	readonly answerer: Machine;
	readonly forth: Pipe;
	readonly back: Pipe;
}

export function createLink(name: LinkName, spec: LinkSpec, asker: Machine, answerer: Machine): SimulatedLink {
	return { name, asker, answerer, ...createPipes(spec) };
}
