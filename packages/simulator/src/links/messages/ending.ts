import { cutBytes, type EndingFate, endedAt } from "@roundtrip/behaviour";
import type { World } from "../../world.ts";
import type { Link } from "../link.ts";
import type { Message } from "../message.ts";
import { type Passage, recordLost } from "../message-events.ts";
import { breakOff, type Connection, isKnown } from "./connection.ts";
import { sealedBytes } from "./sealed-bytes.ts";

/** A message that a fault ends together with its connection. */
export interface EndedMessage {
	readonly passage: Passage;
	readonly message: Message;
	readonly sentSeq: number;
	readonly fate: EndingFate;
	/** What happens to it at the other end's door where nobody is there to end the connection. */
	readonly arrived: () => void;
}

/** What becomes of such a message, which has been recorded as sent, and of its connection. */
export function endConnection(world: World, link: Link, connection: Connection, ended: EndedMessage): void {
	const { passage, message, sentSeq, fate, arrived } = ended;
	const lose = (): number => {
		const where = endedAt(fate, passage.direction);
		return recordLost(world, passage, sentSeq, { where, why: "fault", fault: fate.fault });
	};
	if (passage.direction === "request") {
		connection.forth.write(sealedBytes(message.size, link.spec), () => () => {
			if (!isKnown(connection, link)) {
				arrived();
				return;
			}
			breakOff(connection, world.kernel.now);
			comeBack(connection, lose());
		});
		return;
	}
	breakOff(connection, world.kernel.now);
	if (fate.kind === "reset") {
		comeBack(connection, lose());
		return;
	}
	const cut = cutBytes(fate, message.headBytes, message.bodyBytes);
	connection.back.write(sealedBytes(cut.head + cut.body, link.spec), () => () => connection.endComes(lose()));
}

/** The reset goes behind what has been written before. */
function comeBack(connection: Connection, cause: number): void {
	connection.back.write(0, () => () => connection.endComes(cause));
}
