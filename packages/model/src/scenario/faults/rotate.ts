import { z } from "zod";
import type { Nanoseconds, WrittenDuration } from "../../units/duration.ts";
import type { Descriptor } from "../descriptor.ts";
import { durationField, nameField } from "../fields.ts";

/** An issuer signs with another key from a time on. */
export interface RotateFault {
	readonly rotate: string;
	readonly at: Nanoseconds;
}

export interface WrittenRotate<Node extends string = string> {
	readonly rotate: Node;
	readonly at: WrittenDuration;
}

export const rotate: Descriptor<RotateFault, WrittenRotate> = {
	name: "rotate",
	what: "A server that issues tokens signs with a new key from a time on. Whoever checks a token of it has to fetch the keys again; the earlier ones stay among them.",
	example: "{ rotate: login, at: 2s }",
	defaults: {},
	schema: z.strictObject({ rotate: nameField, at: durationField }),
};
