import type { CopyingFate } from "@roundtrip/behaviour";
import type { CertificateTrouble, LinkName, LinkSpec } from "@roundtrip/model";
import type { ClientSizes } from "@roundtrip/network";
import type { Machine, World } from "../world.ts";
import type { Call } from "./call.ts";

/** A link in a run, with the machines at its ends. */
export interface Link {
	readonly name: LinkName;
	readonly spec: LinkSpec;
	readonly asker: Machine;
	readonly answerer: Machine;
	/** Where the answering end asks for a certificate of whoever opens a connection: how large they are. */
	readonly clients?: ClientSizes | undefined;
	/** What is wrong with the answering end's own, on purpose: the asking end refuses it. */
	readonly trouble?: CertificateTrouble | undefined;
	/** Only copies of requests travel on it, beside the one that nodes ask over. */
	readonly isForCopies?: true;
	/** How a request on it comes twice; undefined where none does. */
	readonly copies?: Copies | undefined;
}

/** Sends requests a second time. */
export interface Copies {
	make(world: World, link: Link, call: Call, fate: CopyingFate): void;
}

/** Whether one connection carries all calls at the same time. */
export function isShared({ over }: LinkSpec): boolean {
	return over !== "http/1.1";
}

/** What connections of copies have before their number. */
export const COPIES = "d";

/** The name of the nth connection that was opened over a link, from 1. */
export function connectionName({ asker, answerer, isForCopies }: Link, nth: number): string {
	return `${asker.name}->${answerer.name}#${isForCopies === true ? COPIES : ""}${nth}`;
}
