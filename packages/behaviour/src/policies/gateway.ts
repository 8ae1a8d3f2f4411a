import type { AttemptResult, TransactionStep } from "@roundtrip/model";
import { INSUFFICIENT_STORAGE } from "../messages/insufficient-storage.ts";

/** What a server answers on its own account, without reaching the reply of its route. */
export interface GatewayAnswer {
	readonly status: number;
	readonly text: string;
}

export const QUEUE_FULL: GatewayAnswer = { status: 503, text: "No worker is free and the queue is full.\n" };

/** What a server says that has not finished in the time that its client gives it. */
export const DEADLINE_OVER: GatewayAnswer = { status: 504, text: "The deadline has passed.\n" };

/** The answer where a database has aborted a transaction for the last time. */
export function givenUp(
	{ transaction, otherwise }: Pick<TransactionStep, "transaction" | "otherwise">,
	attempts: number,
): GatewayAnswer {
	const often = attempts > 1 ? `, ${attempts} times` : "";
	return { status: otherwise, text: `${transaction} has aborted the transaction${often}.\n` };
}

/** The answer for a statement that brought no result. */
export function databaseAnswer(result: AttemptResult, database: string): GatewayAnswer | undefined {
	const isFull = result.how === "answered" && result.status === INSUFFICIENT_STORAGE;
	return isFull ? noRoom(database) : gatewayAnswer(result, database);
}

/**
 * The answer where the disk of a database is full: unavailable (RFC 9110, section 15.6.4). The server knows that nothing of the
 * transaction has happened, so 502 would say too little; another try may find room, so 500 would say too much.
 */
function noRoom(database: string): GatewayAnswer {
	return { status: 503, text: `The disk of ${database} is full.\n` };
}

/** The answer where every connection was taken for too long. */
export function noConnection(database: string): GatewayAnswer {
	return { status: 504, text: `No connection to ${database} was free in time.\n` };
}

/** The answer for a call to another node that brought no result (RFC 9110, sections 15.6.3 and 15.6.5). */
export function gatewayAnswer(result: AttemptResult, asked: string): GatewayAnswer | undefined {
	if (result.how === "timed-out" || result.how === "not-sent")
		return { status: 504, text: `${asked} did not answer in time.\n` };
	if (result.how === "refused" || result.how === "reset")
		return { status: 502, text: `${asked} could not be reached.\n` };
	if (result.how === "answered" && result.status >= 400) return { status: 502, text: `${asked} could not do it.\n` };
	return undefined;
}
