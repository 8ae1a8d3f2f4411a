import { createPipes, createStream, type Pipe } from "@roundtrip/behaviour";
import type { World } from "../../world.ts";
import type { Link } from "../link.ts";

/** One direction of a link for whole messages: all its connections share the rate, and what is written keeps its order. */
export class Lane {
	readonly #pipe: Pipe;
	readonly #jitter: (() => number) | undefined;
	#arrivedByNs = 0;

	/** @param jitter how long the next message is held up, ns */
	constructor(pipe: Pipe, jitter: (() => number) | undefined) {
		this.#pipe = pipe;
		this.#jitter = jitter;
	}

	/** From the last byte leaving to its arrival where nothing holds it up, ns. */
	get delayNs(): number {
		return this.#pipe.delayNs;
	}

	/** When the last of so many bytes arrives, headers included, that are written now. */
	transmit(nowNs: number, bytes: number): number {
		const arrivesNs = this.#pipe.transmit(nowNs, bytes);
		if (this.#jitter === undefined) return arrivesNs;
		this.#arrivedByNs = Math.max(this.#arrivedByNs, arrivesNs + this.#jitter());
		return this.#arrivedByNs;
	}
}

export interface Lanes {
	readonly forth: Lane;
	readonly back: Lane;
}

export function createLanes({ seed }: World, { name, spec }: Link): Lanes {
	const { forth, back } = createPipes(spec);
	const { jitter = 0 } = spec;
	const drawn = (direction: "up" | "down"): (() => number) | undefined => {
		if (jitter === 0) return undefined;
		const stream = createStream(seed, `${name} ${direction}`, "jitter");
		return () => stream.below(jitter + 1);
	};
	return { forth: new Lane(forth, drawn("up")), back: new Lane(back, drawn("down")) };
}
