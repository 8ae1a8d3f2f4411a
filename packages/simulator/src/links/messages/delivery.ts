import { LOST_AT } from "@roundtrip/behaviour";
import type { Bytes, LinkSpec } from "@roundtrip/model";
import { recordOverhead } from "@roundtrip/network";
import type { World } from "../../world.ts";
import { fateOf } from "../fate.ts";
import type { Link } from "../link.ts";
import type { Message } from "../message.ts";
import { type Passage, recordDelayed, recordLost, recordSent } from "../message-events.ts";
import type { Outbox } from "./outbox.ts";

/** The most data in a record of TLS (RFC 8446, section 5.1). */
const RECORD_DATA: Bytes = 16_384;

/**
 * Records that the message leaves, and writes it; `arrived` is called when its last byte is there.
 * Gives the position of its `sent` event.
 */
export function send(
	world: World,
	link: Link,
	outbox: Outbox,
	passage: Passage,
	message: Message,
	causes: readonly number[],
	arrived: (sentSeq: number) => void,
): number {
	const sentSeq = recordSent(world, passage, message, causes);
	const fate = fateOf(world, link, passage);
	if (fate.kind === "delay") recordDelayed(world, passage, sentSeq, fate);
	outbox.write(sealedBytes(message.size, link.spec), (soonestNs) => {
		const { now } = world.kernel;
		if (fate.kind === "lose") {
			const how = { where: LOST_AT, why: "fault", fault: fate.fault } as const;
			world.later(Math.floor((soonestNs - now) * LOST_AT), () => recordLost(world, passage, sentSeq, how));
			return undefined;
		}
		if (fate.kind === "deliver") return () => arrived(sentSeq);
		outbox.holdUp(soonestNs + fate.by);
		world.later(soonestNs + fate.by - now, () => arrived(sentSeq));
		return undefined;
	});
	return sentSeq;
}

/** A message that is written to a connection whose other end is known to be gone never leaves. */
export function sendInVain(world: World, passage: Passage, message: Message, causes: readonly number[]): void {
	const sentSeq = recordSent(world, passage, message, causes);
	recordLost(world, passage, sentSeq, { where: 0, why: "closed" });
}

/** What is written for so many bytes of data: records, where TLS secures the link. */
export function sealedBytes(bytes: Bytes, { tls }: LinkSpec): Bytes {
	return tls === undefined ? bytes : bytes + Math.ceil(bytes / RECORD_DATA) * recordOverhead(tls);
}
