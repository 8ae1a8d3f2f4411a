import { z } from "zod";
import type { Descriptor } from "../descriptor.ts";
import { LIMITS } from "../limits.ts";
import { type AskStep, ask, type WrittenAsk } from "./ask.ts";
import { type PublishStep, publish, type WrittenPublish } from "./publish.ts";
import { type QueryStep, query, type WrittenQuery } from "./query.ts";
import { type SendStep, send, type WrittenSend } from "./send.ts";
import { type WorkStep, type WrittenWork, work } from "./work.ts";

/** What can be done with an item that the client sends. */
export type ItemStep = QueryStep | AskStep | WorkStep | SendStep | PublishStep;

export type WrittenItemStep = WrittenQuery | WrittenAsk | WrittenWork | WrittenSend | WrittenPublish;

/** What is done with each item that the client sends on the stream, one after the other. */
export interface EachStep {
	readonly each: readonly ItemStep[];
}

export interface WrittenEach {
	readonly each: readonly WrittenItemStep[];
}

const kinds: readonly Descriptor<ItemStep>[] = [query, ask, work, send, publish];

export const each: Descriptor<EachStep, WrittenEach> = {
	name: "each",
	what: "What is done with each item that the client sends on the stream, one after the other, until it sends no more. It holds no worker. A `subscribe` that stands right behind it goes on beside it, from the begin: who sends into a room hears the others. What it commits is wanted once for each item that the client sent.",
	example: "{ each: [{ publish: room }] }",
	defaults: {},
	schema: z.strictObject({
		each: z
			.array(z.union(kinds.map((kind) => kind.schema)), { error: "this is a list of steps: put a - before each" })
			.min(1, { error: "say what is done with each item" })
			.max(LIMITS.stepsPerRoute, { error: `more than ${LIMITS.stepsPerRoute} steps` }),
	}) as z.ZodType<EachStep, WrittenEach>,
};
