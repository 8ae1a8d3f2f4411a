import type { HoldingFate } from "@roundtrip/behaviour";
import type { Scenario } from "@roundtrip/model";
import { type Passage, recordDelayed } from "./links/message-events.ts";
import type { HeldMessage, Overtaking, Timer, World } from "./world.ts";

/** Whether a message may have to wait in a run until another has overtaken it. */
export function isOvertaken({ faults }: Scenario): boolean {
	return faults.some((fault) => "reorder" in fault);
}

interface Held {
	readonly go: () => void;
	readonly timer: Timer;
}

/** Messages that wait at their senders until another of their direction is delivered, whatever connection it came over. */
export class HeldMessages implements Overtaking {
	/** By direction of a link. */
	readonly #held = new Map<string, Held[]>();

	hold(world: World, passage: Passage, sentSeq: number, { withinNs, fault }: HoldingFate, message: HeldMessage): void {
		const way = wayOf(passage);
		const sinceNs = world.kernel.now;
		const go = (): void => {
			const others = this.#held.get(way)?.filter((each) => each !== held) ?? [];
			this.#held.set(way, others);
			held.timer.cancel();
			if (message.isOver()) return;
			recordDelayed(world, passage, sentSeq, { by: world.kernel.now - sinceNs, fault });
			message.leave();
		};
		const held: Held = { go, timer: world.later(withinNs, go) };
		this.#held.set(way, [...(this.#held.get(way) ?? []), held]);
	}

	delivered(world: World, passage: Passage): void {
		const held = this.#held.get(wayOf(passage));
		if (passage.item !== undefined || held === undefined) return;
		// It has come before them when it is taken in.
		for (const { go } of held) world.later(0, go);
		this.#held.delete(wayOf(passage));
	}
}

function wayOf({ from, to }: Passage): string {
	return `${from} ${to}`;
}
