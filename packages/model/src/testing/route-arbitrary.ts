import { type RequestLine, requestTarget } from "../scenario/request-line.ts";
import type { ItemStep } from "../scenario/steps/each.ts";
import type { Step } from "../scenario/steps/registry.ts";
import type { Choices } from "./choices.ts";
import { drawHeaders, drawItemStep, drawSaid, drawSend, drawWork, type StepNames } from "./step-arbitrary.ts";

/** By the shape of what they are asked for: one answer, items from the server, items both ways. */
export const ANSWERED: readonly [RequestLine, ...RequestLine[]] = [
	...(["GET /one", "POST /one", "json-rpc feed.list", "graphql query feed"] as const),
	...(["graphql mutation put", "connect Feed/List", "grpc Feed/List"] as const),
];
export const STREAMED: readonly [RequestLine, ...RequestLine[]] = [
	...(["GET /many", "sse /live", "graphql subscription news", "connect Feed/Watch", "grpc Feed/Watch"] as const),
];
export const CONVERSED: readonly [RequestLine, ...RequestLine[]] = ["websocket /talk", "grpc Feed/Talk"];

/** A route that gives one answer, perhaps after it has waited for one; something may be left to do behind it. */
export function drawAnswered(choices: Choices, names: StepNames): readonly Step[] {
	const waits = choices.pick([true, false, false]);
	return [
		...choices.list(2, () => drawWork(choices, names)),
		...(waits ? [drawWait(choices, names)] : []),
		{
			reply: choices.pick([200, 201, 204, 404, 503]),
			...drawSaid(choices, names),
			...drawHeaders(choices),
		},
		...choices.list(1, () => drawWork(choices, names)),
	];
}

function drawWait(choices: Choices, { channels }: StepNames): Step {
	const [atMost, otherwise] = [choices.integer(1, 100_000_000), choices.pick([200, 204, 404])];
	return { wait: choices.pick(channels), "at-most": atMost, ever: choices.boolean(), otherwise };
}

/** A stream of the server's: what it sends by itself, and what is published. */
export function drawStreamed(choices: Choices, names: StepNames): readonly Step[] {
	const before = choices.list(1, () => drawWork(choices, names));
	const sends = [drawSend(choices, names), ...choices.list(1, () => drawSend(choices, names))];
	const subscribes: readonly Step[] = [{ subscribe: choices.pick(names.channels) }];
	return choices.boolean()
		? [...before, ...subscribes]
		: [...before, ...sends, ...(choices.boolean() ? subscribes : [])];
}

/** A stream both ways: what is done with each item of the client, perhaps beside a subscription. */
export function drawConversed(choices: Choices, names: StepNames, request: RequestLine): readonly Step[] {
	const steps: readonly ItemStep[] = [
		drawItemStep(choices, names),
		...choices.list(1, () => drawItemStep(choices, names)),
	];
	const behind: readonly Step[] = choices.boolean() ? [{ subscribe: choices.pick(names.channels) }] : [];
	const before = choices.list(1, () => drawWork(choices, names));
	// A WebSocket that its client closes is over: nothing is done behind.
	const after =
		behind.length === 0 && requestTarget(request).protocol === "grpc"
			? choices.list(1, () => drawWork(choices, names))
			: [];
	return [...before, { each: steps }, ...behind, ...after];
}
