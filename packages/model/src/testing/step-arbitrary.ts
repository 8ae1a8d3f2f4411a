import type { ContentSpec } from "../scenario/content.ts";
import type { HeaderFields } from "../scenario/header-fields.ts";
import type { AskStep } from "../scenario/steps/ask.ts";
import type { ItemStep } from "../scenario/steps/each.ts";
import type { QueryStep } from "../scenario/steps/query.ts";
import type { Step } from "../scenario/steps/registry.ts";
import type { DataRef } from "../scenario/types/data-ref.ts";
import type { Choices } from "./choices.ts";

/** What the steps of a route can speak of. */
export interface StepNames {
	readonly database: string;
	/** Another server with its route that answers; absent where there is none to ask. */
	readonly colleague?: { readonly server: string; readonly request: string } | undefined;
	readonly channels: readonly [string, ...string[]];
	/** The records of all messages: some protocols have one type for a call. */
	readonly data: DataRef;
}

/** Times of steps are short, so that a run has an end. */
const LONGEST_STEP_NS = 20_000_000;
const MOST_ITEMS = 4;

/** Bytes, a text, records, or nothing of its own. */
export function drawSaid(choices: Choices, { data }: Pick<StepNames, "data">): ContentSpec {
	const how = choices.pick(["none", "size", "body", "data"] as const);
	if (how === "size") return { size: choices.integer(0, 3_000) };
	if (how === "body") return { body: choices.pick(["hello", "grüße", '{"a":1}']) };
	return how === "data" ? { data } : {};
}

/** Header fields of a message. */
export function drawHeaders(choices: Choices): { readonly headers?: HeaderFields } {
	return choices.field("headers", () =>
		choices.pick<HeaderFields>([{ "x-note": "mine" }, { "cache-control": "no-store", "x-a": "1" }]),
	);
}

/** What can be done for an item, or for a request. */
export function drawItemStep(choices: Choices, names: StepNames): ItemStep {
	const how = choices.pick(["query", "work", "publish", "ask", "send"] as const);
	if (how === "work") return { work: { shape: "fixed", ns: choices.integer(0, LONGEST_STEP_NS) } };
	if (how === "publish") return { publish: choices.pick(names.channels), ...drawSaid(choices, names) };
	if (how === "send") return drawSend(choices, names);
	if (how === "ask" && names.colleague !== undefined) return drawAsk(choices, names, names.colleague);
	return drawQuery(choices, names);
}

/** The same where nothing is sent on a stream. */
export function drawWork(choices: Choices, names: StepNames): Step {
	const step = drawItemStep(choices, names);
	return "send" in step ? drawQuery(choices, names) : step;
}

export function drawSend(choices: Choices, names: StepNames): Extract<Step, { readonly send: number }> {
	const every = choices.integer(0, LONGEST_STEP_NS);
	return { send: choices.integer(1, MOST_ITEMS), every, ...drawSaid(choices, names) };
}

function drawQuery(choices: Choices, { database }: StepNames): QueryStep {
	return {
		query: database,
		...choices.field("effect", () => choices.pick(["kept", "counted"])),
		takes: { shape: "fixed", ns: choices.integer(0, LONGEST_STEP_NS) },
		times: choices.integer(1, 2),
	};
}

function drawAsk(
	choices: Choices,
	names: StepNames,
	{ server, request }: NonNullable<StepNames["colleague"]>,
): AskStep {
	return {
		...{ ask: server, request, ...drawSaid(choices, names), ...drawHeaders(choices) },
		...{ times: choices.integer(1, 3), "at-once": choices.boolean() },
		attempts: 1,
	};
}
