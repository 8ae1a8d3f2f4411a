import type { EndingFate } from "@roundtrip/behaviour";
import type { Waits } from "@roundtrip/model";
import type { World } from "../../world.ts";
import { type LossReason, type Passage, recordDelivered, recordLost } from "../message-events.ts";

/** A message on its way: delivered once, or lost once. */
export class PacketMessage {
	isOver = false;
	/** When its bytes are written; infinite where they never are. */
	leavesNs: number;
	/** The fault that has struck it, if it never arrives because of one. */
	lostBy: number | undefined = undefined;
	/** The fault that ends it together with its connection. */
	endedBy: EndingFate | undefined = undefined;
	readonly #world: World;
	readonly #passage: Passage;
	readonly sentSeq: number;

	constructor(world: World, passage: Passage, sentSeq: number) {
		this.#world = world;
		this.#passage = passage;
		this.sentSeq = sentSeq;
		this.leavesNs = world.kernel.now;
	}

	/** Gives the position of the event. */
	deliver(waits?: Waits): number {
		this.isOver = true;
		return recordDelivered(this.#world, this.#passage, this.sentSeq, waits);
	}

	/** Whether its bytes have been written. */
	get hasLeft(): boolean {
		return this.leavesNs <= this.#world.kernel.now;
	}

	/** Whether its bytes are going to be written. */
	get isHeldUp(): boolean {
		return !this.hasLeft && this.leavesNs < Number.POSITIVE_INFINITY;
	}

	/** Records its loss, unless it has come to an end by then. */
	lose(how: () => LossReason, atNs: number = this.#world.kernel.now, because: readonly number[] = []): void {
		const lose = (): void => {
			if (this.isOver) return;
			this.isOver = true;
			recordLost(this.#world, this.#passage, this.sentSeq, how(), because);
		};
		const leftNs = atNs - this.#world.kernel.now;
		if (leftNs <= 0) lose();
		else this.#world.later(leftNs, lose);
	}
}
