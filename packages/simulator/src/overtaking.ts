import type { Nanoseconds, Scenario } from "@roundtrip/model";
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

	hold(world: World, way: string, withinNs: Nanoseconds, message: HeldMessage): void {
		const sinceNs = world.kernel.now;
		const go = (): void => {
			const others = this.#held.get(way)?.filter((each) => each !== held) ?? [];
			this.#held.set(way, others);
			held.timer.cancel();
			if (!message.isOver()) message.leave(world.kernel.now - sinceNs);
		};
		const held: Held = { go, timer: world.later(withinNs, go) };
		this.#held.set(way, [...(this.#held.get(way) ?? []), held]);
	}

	delivered(world: World, way: string): void {
		const held = this.#held.get(way);
		if (held === undefined) return;
		// It has come before them when it is taken in.
		for (const { go } of held) world.later(0, go);
		this.#held.delete(way);
	}
}
