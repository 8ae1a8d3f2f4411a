import { endsConnection, LOST_AT } from "@roundtrip/behaviour";
import { whenAwake } from "../../hamperings.ts";
import type { World } from "../../world.ts";
import { fateOf } from "../fate.ts";
import type { Link } from "../link.ts";
import type { Message } from "../message.ts";
import { type Passage, recordDelayed, recordLost, recordSent, wayOf } from "../message-events.ts";
import type { Connection } from "./connection.ts";
import { endConnection } from "./ending.ts";
import { sealedBytes } from "./sealed-bytes.ts";

/**
 * Records that the message leaves, and writes it; `arrived` is called when its last byte is there.
 * Gives the position of its `sent` event.
 */
export function send(
	world: World,
	link: Link,
	connection: Connection,
	passage: Passage,
	message: Message,
	causes: readonly number[],
	arrived: (sentSeq: number) => void,
): number {
	const sentSeq = recordSent(world, passage, message, causes);
	const receiver = passage.direction === "request" ? link.answerer : link.asker;
	const comes = (): void => whenAwake(world, receiver, () => arrived(sentSeq));
	const fate = fateOf(world, link, passage);
	if (endsConnection(fate)) {
		endConnection(world, link, connection, { passage, message, sentSeq, fate, arrived: comes });
		return sentSeq;
	}
	const outbox = passage.direction === "request" ? connection.forth : connection.back;
	if (fate.kind === "hold") {
		world.overtaking?.hold(world, wayOf(passage), fate.withinNs, {
			leave: (by) => {
				recordDelayed(world, passage, sentSeq, { by, fault: fate.fault });
				outbox.write(sealedBytes(message.size, link.spec), () => comes);
			},
			isOver: () => false,
		});
		return sentSeq;
	}
	if (fate.kind === "delay") recordDelayed(world, passage, sentSeq, fate);
	if (fate.kind === "spoil") passage.call.damagedBy = fate.fault;
	outbox.write(sealedBytes(message.size, link.spec), (soonestNs) => {
		const { now } = world.kernel;
		if (fate.kind === "lose") {
			const how = { where: LOST_AT, why: "fault", fault: fate.fault } as const;
			world.later(Math.floor((soonestNs - now) * LOST_AT), () => recordLost(world, passage, sentSeq, how));
			return undefined;
		}
		if (fate.kind === "deliver" || fate.kind === "spoil") return comes;
		outbox.holdUp(soonestNs + fate.by);
		world.later(soonestNs + fate.by - now, comes);
		return undefined;
	});
	return sentSeq;
}

/** A message that is written to a connection whose other end is known to be gone never leaves. */
export function sendInVain(world: World, passage: Passage, message: Message, causes: readonly number[]): void {
	const sentSeq = recordSent(world, passage, message, causes);
	recordLost(world, passage, sentSeq, { where: 0, why: "closed" });
}
