import { z } from "zod";
import { type ContentSpec, checkContent, contentFields, type WrittenContent } from "../content.ts";
import type { Descriptor } from "../descriptor.ts";
import { countField, flagField, nameField, requestField } from "../fields.ts";
import { type HeaderFields, headersField } from "../header-fields.ts";
import { LIMITS } from "../limits.ts";
import type { RequestLine, WrittenRequest } from "../request-line.ts";

/** Ask another server, and wait for its answer. */
export interface AskStep extends ContentSpec {
	/** The other server. */
	readonly ask: string;
	readonly request: RequestLine;
	readonly headers?: HeaderFields | undefined;
	/** How often, one after the other or all at once. */
	readonly times: number;
	readonly "at-once": boolean;
	/** How often each of these is tried where it is not answered, or told 502, 503 or 504; the first time included. */
	readonly attempts: number;
}

export interface WrittenAsk<Server extends string = string> extends WrittenContent {
	readonly ask: Server;
	readonly request: WrittenRequest;
	readonly headers?: HeaderFields | undefined;
	readonly times?: number | undefined;
	readonly "at-once"?: boolean | undefined;
	readonly attempts?: number | undefined;
}

const defaults = { times: 1, "at-once": false, attempts: 1 } as const;

export const ask: Descriptor<AskStep, WrittenAsk> = {
	name: "ask",
	what: "Ask another server and wait for its answer; `times` asks it so often, one after the other, or all `at-once`. With `attempts: 3` each is tried up to three times, at once again, where no answer comes or one of 502, 503 or 504. An answer of 400 or more, or none, is answered 502 or 504.",
	example: "{ ask: billing, request: POST /charge, size: 200B }",
	defaults,
	schema: z
		.strictObject({
			ask: nameField,
			request: requestField,
			...contentFields,
			headers: headersField.optional(),
			times: countField(1, LIMITS.stepCalls).prefault(defaults.times),
			"at-once": flagField("at-once").prefault(defaults["at-once"]),
			attempts: countField(1, LIMITS.attempts).prefault(defaults.attempts),
		})
		.superRefine(checkContent),
};
