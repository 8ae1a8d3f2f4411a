/** What becomes of a request that arrives at a node with a bounded number of workers and a bounded queue. */
export type Admission = "start" | "queue" | "refuse";

/** Workers and queue of one node: it decides, the world waits. */
export interface AdmissionPolicy {
	/** Asked when work arrives. */
	arrive(): Admission;
	/** Told when a worker is done; true when the longest-waiting piece of work starts now on that worker. */
	finish(): boolean;
	/** Forgets everything, as a crash does. */
	reset(): void;
	readonly busy: number;
	readonly waiting: number;
}

/** First come, first served, by a fixed number of workers. */
class FirstComeFirstServed implements AdmissionPolicy {
	busy = 0;
	waiting = 0;
	readonly #workers: number;
	readonly #queue: number;

	constructor(workers: number, queue: number) {
		this.#workers = workers;
		this.#queue = queue;
	}

	arrive(): Admission {
		if (this.busy < this.#workers) {
			this.busy++;
			return "start";
		}
		if (this.waiting >= this.#queue) return "refuse";
		this.waiting++;
		return "queue";
	}

	finish(): boolean {
		if (this.waiting > 0) {
			this.waiting--;
			return true;
		}
		this.busy--;
		return false;
	}

	reset(): void {
		this.busy = 0;
		this.waiting = 0;
	}
}

export function createAdmission(workers: number, queue: number): AdmissionPolicy {
	return new FirstComeFirstServed(workers, queue);
}
