import { createPipes, createStream, type Pipe, type RandomStream } from "@roundtrip/behaviour";
import type { World } from "../../world.ts";
import type { Link } from "../link.ts";

/** One direction of a link for whole messages: all its connections share the rate, and what is written keeps its order. */
export class Lane {
	readonly #pipe: Pipe;
	readonly #jitterNs: number;
	readonly #stream: RandomStream;
	#arrivedByNs = 0;

	constructor(pipe: Pipe, jitterNs: number, stream: RandomStream) {
		this.#pipe = pipe;
		this.#jitterNs = jitterNs;
		this.#stream = stream;
	}

	/** From the last byte leaving to its arrival where nothing holds it up, ns. */
	get delayNs(): number {
		return this.#pipe.delayNs;
	}

	/** When the last of so many bytes arrives, headers included, that are written now. */
	transmit(nowNs: number, bytes: number): number {
		let arrivesNs = this.#pipe.transmit(nowNs, bytes);
		if (this.#jitterNs > 0) arrivesNs += this.#stream.below(this.#jitterNs + 1);
		this.#arrivedByNs = Math.max(this.#arrivedByNs, arrivesNs);
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
	return {
		forth: new Lane(forth, jitter, createStream(seed, `${name} up`, "jitter")),
		back: new Lane(back, jitter, createStream(seed, `${name} down`, "jitter")),
	};
}
