import { z } from "zod";
import { type ContentSpec, checkContent, contentFields, type WrittenContent } from "../content.ts";
import type { Descriptor } from "../descriptor.ts";
import { nameField } from "../fields.ts";

/** Publish an item on a channel of the server: whoever has subscribed to it or waits for it gets it. */
export interface PublishStep extends ContentSpec {
	readonly publish: string;
}

export interface WrittenPublish extends WrittenContent {
	readonly publish: string;
}

export const publish: Descriptor<PublishStep, WrittenPublish> = {
	name: "publish",
	what: "Publish an item on a channel of this server: everyone who has subscribed to it, or waits for it, gets it. Without content of its own it is what the client has sent.",
	example: "{ publish: news, size: 200B }",
	defaults: {},
	schema: z.strictObject({ publish: nameField, ...contentFields }).superRefine(checkContent),
};
