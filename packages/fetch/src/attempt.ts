import type { AttemptResult, Nanoseconds } from "@roundtrip/model";
import { after } from "./clock.ts";
import type { FailureReason } from "./failure.ts";
import { readError } from "./reason.ts";
import { FailedBehindRedirect, type Send, sendFollowing } from "./redirects.ts";
import type { Repeatable } from "./request.ts";

/** One attempt, as it ended. */
export type AttemptEnd =
	| { readonly result: Extract<AttemptResult, { how: "answered" }>; readonly response: Response }
	| {
			readonly result: Exclude<AttemptResult, { how: "answered" }>;
			readonly response?: undefined;
			readonly reason: FailureReason;
			readonly cause?: unknown;
	  };

export interface AttemptOptions {
	readonly send: Send;
	readonly limitNs: Nanoseconds;
	/** Bytes of an answer; `undefined` hands the answer on as a stream. */
	readonly answerAtMost: number | undefined;
	/** Calls it off. */
	readonly signal: AbortSignal;
}

/** Sends a request once and waits for its whole answer. Never rejects. */
export async function attempt(request: Repeatable, options: AttemptOptions): Promise<AttemptEnd> {
	const { send, limitNs, answerAtMost, signal } = options;
	if (signal.aborted) return { result: { how: "not-sent" }, reason: "aborted", cause: signal.reason };
	const stop = new AbortController();
	const calledOff = (): void => stop.abort(signal.reason);
	signal.addEventListener("abort", calledOff, { once: true });
	let isLate = false;
	const forget = after(limitNs, () => {
		isLate = true;
		stop.abort();
	});
	try {
		const response = await sendFollowing(send, request, stop.signal);
		const whole = answerAtMost === undefined ? response : await readWhole(response, answerAtMost);
		return { result: { how: "answered", status: response.status }, response: whole };
	} catch (error) {
		if (isLate) return { result: { how: "timed-out" }, reason: "timed-out", cause: error };
		if (signal.aborted) return { result: { how: "reset" }, reason: "aborted", cause: signal.reason };
		return endOf(error);
	} finally {
		forget();
		// A stream that was handed on is still its caller's to call off.
		if (answerAtMost !== undefined) signal.removeEventListener("abort", calledOff);
	}
}

function endOf(error: unknown): AttemptEnd {
	if (error instanceof AnswerFailure) return { result: { how: "reset" }, reason: error.reason, cause: error.cause };
	if (error instanceof FailedBehindRedirect) return { result: { how: "reset" }, reason: "redirects", cause: error };
	const { reason, isUnsent } = readError(error);
	return { result: { how: isUnsent ? "refused" : "reset" }, reason, cause: error };
}

/** The head of an answer came, and its content didn't. */
class AnswerFailure extends Error {
	readonly reason: FailureReason;

	constructor(reason: FailureReason, cause?: unknown) {
		super(reason, { cause });
		this.reason = reason;
	}
}

const WITHOUT_CONTENT = [101, 204, 205, 304];

/** The same answer with its content read. */
async function readWhole(response: Response, atMost: number): Promise<Response> {
	const { status, statusText, headers, url, redirected, type } = response;
	const content = await readContent(response, atMost);
	const whole = new Response(WITHOUT_CONTENT.includes(status) ? null : content, { status, statusText, headers });
	for (const [name, value] of Object.entries({ url, redirected, type })) Object.defineProperty(whole, name, { value });
	return whole;
}

async function readContent(response: Response, atMost: number): Promise<Blob> {
	const pieces: Uint8Array<ArrayBuffer>[] = [];
	let size = 0;
	const reader = response.body?.getReader();
	for (;;) {
		const piece = await reader?.read().catch((error: unknown) => {
			throw new AnswerFailure("answer-cut", error);
		});
		if (piece?.value === undefined) return new Blob(pieces);
		pieces.push(piece.value);
		size += piece.value.length;
		if (size <= atMost) continue;
		await reader?.cancel().catch(() => undefined);
		throw new AnswerFailure("answer-too-large");
	}
}
