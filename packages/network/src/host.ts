import type { Processor } from "./processor.ts";
import type { Death } from "./tcp/stack.ts";

/** A host as far as its programs go: whether it lives, and which of its lives it is in. */
export class Host {
	state: Death | "alive" = "alive";
	/** What was begun in an earlier life is known to nobody. */
	life = 0;
	readonly #processor: Processor;
	readonly #mourners: ((how: Death) => void)[] = [];

	constructor(processor: Processor) {
		this.#processor = processor;
	}

	/** Calls `mourn` whenever it dies. */
	whenDies(mourn: (how: Death) => void): void {
		this.#mourners.push(mourn);
	}

	dies(how: Death): void {
		this.state = how;
		this.#processor.die();
		for (const mourn of this.#mourners) mourn(how);
		this.life += 1;
	}

	revives(): void {
		this.state = "alive";
	}
}
