import type { LinkName, LinkSpec } from "@roundtrip/model";
import type { Machine } from "../world.ts";

/** A link in a run, with the machines at its ends. */
export interface Link {
	readonly name: LinkName;
	readonly spec: LinkSpec;
	readonly asker: Machine;
	readonly answerer: Machine;
}

/** Whether one connection carries all calls at the same time. */
export function isShared({ over }: LinkSpec): boolean {
	return over !== "http/1.1";
}

/** The name of the nth connection that was opened over a link, from 1. */
export function connectionName({ asker, answerer }: Link, nth: number): string {
	return `${asker.name}->${answerer.name}#${nth}`;
}
