import { endsConnection, LOST_AT } from "@roundtrip/behaviour";
import type { StreamPart } from "@roundtrip/model";
import { whenAwake } from "../../hamperings.ts";
import type { World } from "../../world.ts";
import { fateOf } from "../fate.ts";
import type { Link } from "../link.ts";
import type { Message } from "../message.ts";
import { itemPassage, type Passage, recordDelayed, recordLost, recordSent } from "../message-events.ts";
import type { Connection } from "./connection.ts";
import { endConnection } from "./ending.ts";
import type { Outbox } from "./outbox.ts";
import { sealedBytes } from "./sealed-bytes.ts";

/** Told when a message of a sequence has come to the other end, and by which event it was sent. */
export type Arrived = (passage: Passage, sentSeq: number) => void;

/**
 * One direction of a stream: messages that arrive in the order in which they were sent. What holds one up holds up those
 * behind it; where one is lost, none behind it arrives.
 */
export class Sequence {
	readonly #world: World;
	readonly #link: Link;
	readonly #connection: Connection;
	readonly #outbox: Outbox;
	readonly #first: Passage;
	#count = 0;
	/** When all that was sent is there. */
	#clearNs = 0;
	/** The fault that nothing gets past. */
	#cutBy: number | undefined;

	/** @param first the passage of the message that it begins with */
	constructor(world: World, link: Link, connection: Connection, first: Passage) {
		this.#world = world;
		this.#link = link;
		this.#connection = connection;
		this.#outbox = first.direction === "request" ? connection.forth : connection.back;
		this.#first = first;
	}

	/** The passage of the next item. */
	get next(): { readonly nth: number; readonly passage: Passage } {
		this.#count++;
		return { nth: this.#count, passage: itemPassage(this.#first, this.#count) };
	}

	/** The passage of what says something of the connection alone. */
	heartbeat(part: StreamPart): Passage {
		return itemPassage(this.#first, part);
	}

	get last(): Passage {
		return itemPassage(this.#first, "end");
	}

	/** Sends a message; gives the position of its `sent` event. */
	send(passage: Passage, message: Message, causes: readonly number[], arrived: Arrived): number {
		const [world, link] = [this.#world, this.#link];
		const sentSeq = recordSent(world, passage, message, causes);
		const receiver = passage.direction === "request" ? link.answerer : link.asker;
		const comes = (): void => whenAwake(world, receiver, () => arrived(passage, sentSeq));
		const fate = fateOf(world, this.#link, passage);
		if (fate.kind === "delay") recordDelayed(world, passage, sentSeq, fate);
		if (fate.kind === "spoil") passage.call.damagedBy = fate.fault;
		if (endsConnection(fate)) {
			this.#cutBy ??= fate.fault;
			endConnection(world, link, this.#connection, {
				...{ passage, message, sentSeq, fate },
				arrived: comes,
			});
			return sentSeq;
		}
		if (fate.kind === "lose") this.#cutBy ??= fate.fault;
		const cutBy = this.#cutBy;
		const heldUpNs = fate.kind === "delay" ? fate.by : 0;
		this.#outbox.write(sealedBytes(message.size, this.#link.spec), (soonestNs) => {
			if (cutBy !== undefined) {
				this.#lose(passage, sentSeq, cutBy, soonestNs);
				return undefined;
			}
			return this.#arrival(soonestNs, soonestNs + heldUpNs, comes);
		});
		return sentSeq;
	}

	#arrival(soonestNs: number, wantedNs: number, arrived: () => void): (() => void) | undefined {
		const arrivesNs = Math.max(wantedNs, this.#clearNs);
		this.#clearNs = arrivesNs;
		if (arrivesNs === soonestNs) return arrived;
		this.#outbox.holdUp(arrivesNs);
		this.#world.later(arrivesNs - this.#world.kernel.now, arrived);
		return undefined;
	}

	#lose(passage: Passage, sentSeq: number, fault: number, soonestNs: number): void {
		const { now } = this.#world.kernel;
		const how = { where: LOST_AT, why: "fault", fault } as const;
		this.#world.later(Math.floor((soonestNs - now) * LOST_AT), () => recordLost(this.#world, passage, sentSeq, how));
	}
}
