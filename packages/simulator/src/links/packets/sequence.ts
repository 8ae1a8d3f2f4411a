import { LOST_AT } from "@roundtrip/behaviour";
import type { Bytes, StreamPart } from "@roundtrip/model";
import { whenAwake } from "../../hamperings.ts";
import type { World } from "../../world.ts";
import { fateOf } from "../fate.ts";
import type { Link } from "../link.ts";
import type { Message } from "../message.ts";
import { itemPassage, type LossReason, type Passage, recordDelayed, recordSent } from "../message-events.ts";
import { PacketMessage } from "./message.ts";

/** Writes a message; gives up to where its direction must be there for it to be, or nothing where nobody takes it any more. */
export type Write = () => Bytes | undefined;

/** A message of a sequence on its way. */
interface Sending {
	readonly message: PacketMessage;
	readonly write: Write;
	readonly arrived: (seq: number) => void;
	until: Bytes;
	/** It can't be there before; where it has bytes, they see to that. */
	soonestNs: number;
}

/**
 * One direction of a stream over packets: what is written is there when so much of its direction is. What is held up on
 * purpose is written later, and so is all behind it; where one is lost, nothing behind it is written.
 */
export class Sequence {
	readonly #world: World;
	readonly #link: Link;
	readonly #first: Passage;
	/** From the last byte leaving to its arrival where nothing is in its way. */
	readonly #delayNs: number;
	#count = 0;
	#underWay: Sending[] = [];
	/** When what was sent last is written. */
	#clearNs = 0;
	/** The fault that nothing gets past. */
	#cutBy: number | undefined;
	#isClosed = false;
	/** How much of it has been written, and how much is there: less than nothing before the message that it begins with. */
	#writtenTo: Bytes = 0;
	#reached: Bytes = -1;

	constructor(world: World, link: Link, first: Passage, delayNs: number) {
		this.#world = world;
		this.#link = link;
		this.#first = first;
		this.#delayNs = delayNs;
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

	/** The message that it begins with has met this fate: it leaves so much later, or never. */
	begins(leavesNs: number, cutBy: number | undefined): void {
		this.#clearNs = leavesNs;
		this.#cutBy = cutBy;
	}

	/** From now on nobody takes what arrives. */
	close(): void {
		this.#isClosed = true;
	}

	send(
		passage: Passage,
		message: Message,
		causes: readonly number[],
		write: Write,
		arrived: (seq: number) => void,
	): void {
		const world = this.#world;
		const sent = new PacketMessage(world, passage, recordSent(world, passage, message, causes));
		const fate = fateOf(world, this.#link, passage);
		if (fate.kind === "delay") {
			recordDelayed(world, passage, sent.sentSeq, fate);
			this.#clearNs = Math.max(this.#clearNs, world.kernel.now + fate.by);
		}
		if (fate.kind === "lose") this.#cutBy ??= fate.fault;
		this.#leave({ message: sent, write, arrived, until: Number.POSITIVE_INFINITY, soonestNs: 0 });
	}

	#leave(sending: Sending): void {
		const { now } = this.#world.kernel;
		const { message } = sending;
		const fault = this.#cutBy;
		if (fault !== undefined) {
			message.leavesNs = Number.POSITIVE_INFINITY;
			message.lose(() => ({ where: LOST_AT, why: "fault", fault }), now + Math.floor(this.#delayNs * LOST_AT));
			return;
		}
		this.#underWay.push(sending);
		message.leavesNs = Math.max(now, this.#clearNs);
		if (message.leavesNs === now) this.#write(sending);
		else this.#world.later(message.leavesNs - now, () => this.#write(sending));
	}

	#write(sending: Sending): void {
		const { message } = sending;
		if (message.isOver) return;
		const until = sending.write();
		if (until === undefined) message.lose(() => ({ where: 0, why: "closed" }));
		else {
			sending.until = until;
			// What has no bytes is not on the wire; it counts as there when it could be.
			if (until === this.#writtenTo) {
				sending.soonestNs = this.#world.kernel.now + this.#delayNs;
				this.#world.later(this.#delayNs, () => this.progress(this.#reached));
			}
			this.#writtenTo = until;
		}
	}

	/** So much of the direction is there. */
	progress(bytes: Bytes): void {
		this.#reached = bytes;
		const { now } = this.#world.kernel;
		for (let first = this.#underWay[0]; first !== undefined; first = this.#underWay[0]) {
			if (first.until > bytes || first.soonestNs > now) return;
			this.#underWay.shift();
			this.#arrive(first);
		}
	}

	/** All of it is there. */
	ended(): void {
		this.progress(Number.POSITIVE_INFINITY);
	}

	#arrive(sending: Sending): void {
		const { asker, answerer } = this.#link;
		const receiver = this.#first.direction === "request" ? answerer : asker;
		whenAwake(this.#world, receiver, () => this.#takeIn(sending));
	}

	#takeIn({ message, arrived }: Sending): void {
		if (message.isOver) return;
		if (this.#isClosed) message.lose(() => ({ where: 1, why: "closed" }));
		else arrived(message.deliver());
	}

	/** Nobody takes what is under way; that shows when it would arrive. What is held up is never written. */
	lose(how: () => LossReason, because: readonly number[] = []): void {
		const lost = this.#underWay;
		this.#underWay = [];
		for (const { message } of lost) {
			if (message.isHeldUp) message.lose(() => ({ where: 0, why: "closed" }));
			else message.lose(how, message.leavesNs + this.#delayNs, because);
		}
	}

	/** The sender is gone: what has not arrived by then never does. */
	loseAfter(atNs: number, how: () => LossReason): void {
		for (const { message } of this.#underWay) message.lose(how, message.isHeldUp ? undefined : atNs);
	}
}
