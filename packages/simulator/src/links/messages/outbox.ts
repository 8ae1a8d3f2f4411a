import { wireBytes } from "@roundtrip/behaviour";
import type { World } from "../../world.ts";
import type { Lane, Lanes } from "./lane.ts";

/**
 * Asked, at the moment of leaving, what is to be done when the last byte of what left together arrives, which is then.
 * Nothing is done for what doesn't arrive with the others.
 */
export type Leaving = (arrivesNs: number) => (() => void) | undefined;

/** What one end of a connection writes. What it writes while it handles one thing leaves together. */
export class Outbox {
	/** When all that has left will have arrived, as far as is known. */
	arrivedByNs = 0;
	/** What the end writes that this one's bytes arrive at. */
	other: Outbox | undefined = undefined;
	readonly #world: World;
	readonly #lane: Lane;
	#bytes = 0;
	#leaving: Leaving[] = [];
	#depth = 0;

	constructor(world: World, lane: Lane) {
		this.#world = world;
		this.#lane = lane;
	}

	write(bytes: number, leaving: Leaving): void {
		this.#bytes += bytes;
		this.#leaving.push(leaving);
		if (this.#depth === 0) this.#flush();
	}

	/** Whatever is written until `work` returns leaves together. */
	together(work: () => void): void {
		this.#depth++;
		work();
		this.#depth--;
		if (this.#depth === 0 && this.#leaving.length > 0) this.#flush();
	}

	/** Something of what has left is held up. */
	holdUp(untilNs: number): void {
		this.arrivedByNs = Math.max(this.arrivedByNs, untilNs);
	}

	#flush(): void {
		const { now } = this.#world.kernel;
		const leaving = this.#leaving;
		const arrivesNs = this.#lane.transmit(now, wireBytes(this.#bytes));
		this.#bytes = 0;
		this.#leaving = [];
		this.holdUp(arrivesNs);
		const arrivals: (() => void)[] = [];
		for (const ask of leaving) {
			const arrival = ask(arrivesNs);
			if (arrival !== undefined) arrivals.push(arrival);
		}
		if (arrivals.length > 0) this.#world.later(arrivesNs - now, () => this.#arrive(arrivals));
	}

	#arrive(arrivals: readonly (() => void)[]): void {
		const take = (): void => {
			for (const arrival of arrivals) arrival();
		};
		if (this.other === undefined) take();
		else this.other.together(take);
	}
}

/** What the asking end writes, and what the answering end does. */
export function createOutboxes(
	world: World,
	{ forth, back }: Lanes,
): { readonly forth: Outbox; readonly back: Outbox } {
	const [asking, answering] = [new Outbox(world, forth), new Outbox(world, back)];
	asking.other = answering;
	answering.other = asking;
	return { forth: asking, back: answering };
}
