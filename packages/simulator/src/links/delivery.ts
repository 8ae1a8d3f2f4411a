import { type Http1Message, LOST_AT } from "@roundtrip/behaviour";
import { type MessageData, type MessageId, requestOf, responseOf } from "@roundtrip/model";
import type { World } from "../world.ts";
import type { Call, ofCall } from "./call.ts";
import type { Connection } from "./connection.ts";

/** Called when the last byte of a message is there. */
export type Arrival = (sentSeq: number) => void;

/** One message on its way over a connection, in one direction. */
export interface Passage {
	readonly call: Call;
	readonly connection: Connection;
	readonly message: MessageId;
	readonly direction: "request" | "response";
	readonly from: string;
	readonly to: string;
}

export function requestPassage(call: Call, connection: Connection): Passage {
	const { asker, answerer } = connection.link;
	return { call, connection, message: requestOf(call.id), direction: "request", from: asker.name, to: answerer.name };
}

export function responsePassage(call: Call, connection: Connection): Passage {
	const { asker, answerer } = connection.link;
	return { call, connection, message: responseOf(call.id), direction: "response", from: answerer.name, to: asker.name };
}

/**
 * Records that the message leaves, and sends it down the pipe; `arrived` is called when its last byte is there.
 * Gives the position of its `sent` event.
 */
export function send(
	world: World,
	passage: Passage,
	bytes: Http1Message,
	causes: readonly number[],
	arrived: Arrival,
): number {
	const { connection, direction } = passage;
	const sentSeq = recordSent(world, passage, bytes, causes);
	const forth = direction === "request";
	const pipe = forth ? connection.link.forth : connection.link.back;
	const fate = world.messageFaults.fate(passage.message, connection.link.name, direction);
	const now = world.kernel.now;
	let arrivesNs = pipe.transmit(now, bytes.size);
	if (fate.kind === "lose") {
		const whenNs = Math.floor((arrivesNs - now) * LOST_AT);
		world.later(whenNs, () => recordLost(world, passage, sentSeq, { where: LOST_AT, why: "fault", fault: fate.fault }));
		return sentSeq;
	}
	if (fate.kind === "delay") {
		arrivesNs += fate.by;
		world.record({
			...ofMessage(passage),
			kind: "delayed",
			causes: [sentSeq],
			data: { by: fate.by, fault: fate.fault },
		});
	}
	if (forth) connection.forthArrivesNs = Math.max(connection.forthArrivesNs, arrivesNs);
	else connection.backArrivesNs = Math.max(connection.backArrivesNs, arrivesNs);
	world.later(arrivesNs - now, () => arrived(sentSeq));
	return sentSeq;
}

/** A message that is written to a connection whose other end is known to be gone never leaves. */
export function sendInVain(world: World, passage: Passage, bytes: Http1Message, causes: readonly number[]): void {
	const sentSeq = recordSent(world, passage, bytes, causes);
	recordLost(world, passage, sentSeq, { where: 0, why: "closed" });
}

export function recordDelivered(world: World, passage: Passage, sentSeq: number): number {
	const { from, to } = passage;
	return world.record({ ...ofMessage(passage), node: to, kind: "delivered", causes: [sentSeq], data: { from } });
}

export function recordLost(
	world: World,
	passage: Passage,
	sentSeq: number,
	how: { readonly where: number; readonly why: "fault" | "node-down" | "closed"; readonly fault?: number },
	alsoBecause: readonly number[] = [],
): void {
	world.record({
		...ofMessage(passage),
		kind: "lost",
		causes: [sentSeq, ...alsoBecause],
		data: { to: passage.to, ...how },
	});
}

function recordSent(world: World, passage: Passage, bytes: Http1Message, causes: readonly number[]): number {
	const { summary, size, head, body } = bytes;
	const data: MessageData = {
		to: passage.to,
		summary,
		size,
		...(world.keepsBytes ? { head, body } : {}),
	};
	return world.record({ ...ofMessage(passage), kind: "sent", causes, data });
}

/** The fields of an event of the message, at its sender. */
function ofMessage({ call, connection, message, from }: Passage): ReturnType<typeof ofCall> & {
	readonly connection: string;
	readonly message: MessageId;
} {
	const { exchange, attempt, id } = call;
	return { node: from, exchange, attempt, call: id, connection: connection.name, message };
}
