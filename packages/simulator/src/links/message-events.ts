import type { MessageData, MessageId, StreamPart, Waits } from "@roundtrip/model";
import { itemOf, requestOf, responseOf } from "@roundtrip/model";
import type { World } from "../world.ts";
import type { Call } from "./call.ts";
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
	readonly item?: StreamPart;
}

/** The direction of a link that a message goes in. */
export function wayOf({ from, to }: Passage): string {
	return `${from} ${to}`;
}

/** The passage of what follows a message. */
export function itemPassage(first: Passage, item: StreamPart): Passage {
	return { ...first, message: itemOf(first.message, item), item };
}

export function requestPassage(call: Call, { asker, answerer }: Link, connection: string): Passage {
	return { call, connection, message: requestOf(call.id), direction: "request", from: asker.name, to: answerer.name };
}

export function responsePassage(call: Call, { asker, answerer }: Link, connection: string): Passage {
	return { call, connection, message: responseOf(call.id), direction: "response", from: answerer.name, to: asker.name };
}

export function recordSent(world: World, passage: Passage, message: Message, causes: readonly number[]): number {
	const { connection, from: node, to } = passage;
	const { exchange, attempt, id: call } = passage.call;
	const data = world.keepsBytes ? withBytes(passage, message) : { to, summary: message.summary, size: message.size };
	return world.record({
		kind: "sent",
		node,
		exchange,
		attempt,
		call,
		connection,
		message: passage.message,
		causes,
		data,
	});
}

function withBytes({ to, item }: Passage, { summary, size, head, body }: Message): MessageData {
	return item === undefined || head !== "" ? { to, summary, size, head, body } : { to, summary, size, body };
}

export function recordDelayed(
	world: World,
	passage: Passage,
	sentSeq: number,
	how: { readonly by: number; readonly fault: number },
): void {
	const { connection, message, from: node } = passage;
	const { exchange, attempt, id: call } = passage.call;
	const [causes, data] = [[sentSeq], { by: how.by, fault: how.fault }];
	world.record({ kind: "delayed", node, exchange, attempt, call, connection, message, causes, data });
}

export function recordDelivered(world: World, passage: Passage, sentSeq: number, waits?: Waits): number {
	const { connection, message, from, to: node } = passage;
	const { exchange, attempt, id: call } = passage.call;
	const causes = [sentSeq];
	const { damagedBy } = passage.call;
	const known = waits === undefined ? { from } : { from, waits };
	const data =
		damagedBy !== undefined && passage.direction === "request" && passage.item === undefined
			? { ...known, damaged: damagedBy }
			: known;
	if (world.overtaking !== undefined && passage.item === undefined) world.overtaking.delivered(world, wayOf(passage));
	return world.record({ kind: "delivered", node, exchange, attempt, call, connection, message, causes, data });
}

/** How a message was lost, where 0 is its sender and 1 the door of its receiver. */
export interface LossReason {
	readonly where: number;
	readonly why: "fault" | "node-down" | "closed" | "outage";
	readonly fault?: number;
}

export function recordLost(
	world: World,
	passage: Passage,
	sentSeq: number,
	how: LossReason,
	alsoBecause: readonly number[] = [],
): number {
	const { connection, message, from: node, to } = passage;
	const { exchange, attempt, id: call } = passage.call;
	const causes = [sentSeq, ...alsoBecause];
	const { where, why, fault } = how;
	const data = fault === undefined ? { to, where, why } : { to, where, why, fault };
	return world.record({ kind: "lost", node, exchange, attempt, call, connection, message, causes, data });
}
