import { type EndingFate, endedAt, endsConnection, LOST_AT } from "@roundtrip/behaviour";
import type { Departure } from "@roundtrip/network";
import type { World } from "../../world.ts";
import { fateOf } from "../fate.ts";
import type { Link } from "../link.ts";
import { type Passage, recordDelayed, wayOf } from "../message-events.ts";
import type { PacketMessage } from "./message.ts";

/**
 * When a message leaves that is being sent: whether a fault strikes it, and how.
 * @param delayNs from its leaving to its arrival, where nothing is in its way
 */
export function departureOf(
	world: World,
	link: Link,
	passage: Passage,
	message: PacketMessage,
	delayNs: number,
): Departure {
	const fate = fateOf(world, link, passage);
	const { now } = world.kernel;
	if (fate.kind === "lose") {
		message.leavesNs = Number.POSITIVE_INFINITY;
		message.lostBy = fate.fault;
		const how = { where: LOST_AT, why: "fault", fault: fate.fault } as const;
		message.lose(() => how, now + Math.floor(delayNs * LOST_AT));
		return "vanishes";
	}
	if (fate.kind === "deliver") return 0;
	if (fate.kind === "spoil") {
		passage.call.damagedBy = fate.fault;
		return 0;
	}
	if (endsConnection(fate)) {
		message.endedBy = fate;
		return 0;
	}
	if (fate.kind === "hold") {
		message.leavesNs = now + fate.withinNs;
		return (go) =>
			world.overtaking?.hold(world, wayOf(passage), fate.withinNs, {
				leave: (by) => {
					recordDelayed(world, passage, message.sentSeq, { by, fault: fate.fault });
					message.leavesNs = world.kernel.now;
					go();
				},
				isOver: () => message.isOver,
			});
	}
	recordDelayed(world, passage, message.sentSeq, fate);
	message.leavesNs = now + fate.by;
	return fate.by;
}

/** A fault has ended a message together with its connection. */
export function loseEnded(
	message: PacketMessage,
	fate: EndingFate,
	direction: "request" | "response",
	atNs?: number,
): void {
	const how = { where: endedAt(fate, direction), why: "fault", fault: fate.fault } as const;
	message.lose(() => how, atNs);
}
