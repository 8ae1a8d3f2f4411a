import type { MessageData, MessageId, Waits } from "@roundtrip/model";
import { itemOf, requestOf, responseOf } from "@roundtrip/model";
import type { World } from "../world.ts";
import type { Call, ofCall } from "./call.ts";
import type { Link } from "./link.ts";
import type { Message } from "./message.ts";

/** One message on its way over a connection, in one direction. */
export interface Passage {
	readonly call: Call;
	/** The connection's name. */
	readonly connection: string;
	readonly message: MessageId;
	readonly direction: "request" | "response";
	readonly from: string;
	readonly to: string;
	/** What it is of a stream that a message has begun. */
	readonly item?: number | "end";
}

/** The passage of what follows a message. */
export function itemPassage(first: Passage, item: number | "end"): Passage {
	return { ...first, message: itemOf(first.message, item), item };
}

export function requestPassage(call: Call, { asker, answerer }: Link, connection: string): Passage {
	return { call, connection, message: requestOf(call.id), direction: "request", from: asker.name, to: answerer.name };
}

export function responsePassage(call: Call, { asker, answerer }: Link, connection: string): Passage {
	return { call, connection, message: responseOf(call.id), direction: "response", from: answerer.name, to: asker.name };
}

export function recordSent(world: World, passage: Passage, message: Message, causes: readonly number[]): number {
	const { summary, size, head, body } = message;
	const bytes = passage.item === undefined || head !== "" ? { head, body } : { body };
	const data: MessageData = { to: passage.to, summary, size, ...(world.keepsBytes ? bytes : {}) };
	return world.record({ ...ofMessage(passage), kind: "sent", causes, data });
}

export function recordDelayed(
	world: World,
	passage: Passage,
	sentSeq: number,
	how: { readonly by: number; readonly fault: number },
): void {
	world.record({ ...ofMessage(passage), kind: "delayed", causes: [sentSeq], data: { by: how.by, fault: how.fault } });
}

export function recordDelivered(world: World, passage: Passage, sentSeq: number, waits?: Waits): number {
	const { from, to } = passage;
	const data = waits === undefined ? { from } : { from, waits };
	return world.record({ ...ofMessage(passage), node: to, kind: "delivered", causes: [sentSeq], data });
}

/** How a message was lost, where 0 is its sender and 1 the door of its receiver. */
export interface LossReason {
	readonly where: number;
	readonly why: "fault" | "node-down" | "closed";
	readonly fault?: number;
}

export function recordLost(
	world: World,
	passage: Passage,
	sentSeq: number,
	how: LossReason,
	alsoBecause: readonly number[] = [],
): void {
	world.record({
		...ofMessage(passage),
		kind: "lost",
		causes: [sentSeq, ...alsoBecause],
		data: { to: passage.to, ...how },
	});
}

/** The fields of an event of the message, at its sender. */
function ofMessage({ call, connection, message, from }: Passage): ReturnType<typeof ofCall> & {
	readonly connection: string;
	readonly message: MessageId;
} {
	const { exchange, attempt, id } = call;
	return { node: from, exchange, attempt, call: id, connection, message };
}
