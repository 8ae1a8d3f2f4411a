import type { HeaderField } from "../messages/http-message.ts";
import type { IdempotencyPolicy } from "./policy.ts";

/** Why a request with a key, or without one, isn't run. */
export type RefusalReason = "missing" | "malformed" | "in-flight" | "reused" | "unknown-outcome";

/** An answer whose content is text. */
export interface TextAnswer {
	readonly status: number;
	readonly fields: readonly HeaderField[];
	readonly text: string;
}

const TITLES: Readonly<Record<RefusalReason, string>> = {
	missing: "The idempotency key is missing",
	malformed: "The idempotency key is not one",
	"in-flight": "A request with this key is being worked on",
	reused: "This key was used for another request",
	"unknown-outcome": "It is not known what became of the request with this key",
};

const DETAILS: Readonly<Record<RefusalReason, string>> = {
	missing: "Send a key of your own with this request, and the same key when you try it again.",
	malformed: "Send a key in the form that this service takes.",
	"in-flight": "Try again with the same key: then you get the answer of the first request.",
	reused: "A key stands for one request with its content. Take a new key for a new request.",
	"unknown-outcome":
		"The server that worked on it ended before it had an answer. It may have happened. Look whether it did before you ask anew with another key.",
};

/** The answer to a request that isn't run: a problem (RFC 9457), with Retry-After where another try makes sense. */
export function refusalOf(why: RefusalReason, policy: IdempotencyPolicy, detail: string = DETAILS[why]): TextAnswer {
	const status = statusOf(why, policy);
	const problem = { type: policy.documentation, title: TITLES[why], status, detail, reason: why };
	const waits: readonly HeaderField[] = why === "in-flight" ? [["retry-after", String(policy.retryAfterS)]] : [];
	const fields: readonly HeaderField[] = [
		["content-type", "application/problem+json"],
		["cache-control", "no-store"],
		...waits,
	];
	return { status, fields, text: `${JSON.stringify(problem)}\n` };
}

function statusOf(why: RefusalReason, { statuses }: IdempotencyPolicy): number {
	if (why === "missing" || why === "malformed" || why === "reused") return statuses[why];
	return statuses.inFlight;
}
