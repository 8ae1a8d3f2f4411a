import type { AttemptResult } from "@roundtrip/model";

/** What a server answers on its own account, without reaching the reply of its route. */
export interface GatewayAnswer {
	readonly status: 502 | 503 | 504;
	readonly text: string;
}

export const QUEUE_FULL: GatewayAnswer = { status: 503, text: "No worker is free and the queue is full.\n" };

/** The answer for a call to a database that brought no result (RFC 9110, sections 15.6.3 and 15.6.5). */
export function gatewayAnswer(result: AttemptResult, database: string): GatewayAnswer | undefined {
	if (result.how === "timed-out" || result.how === "not-sent")
		return { status: 504, text: `${database} did not answer in time.\n` };
	if (result.how === "refused" || result.how === "reset")
		return { status: 502, text: `${database} could not be reached.\n` };
	if (result.status >= 400) return { status: 502, text: `${database} could not do it.\n` };
	return undefined;
}
