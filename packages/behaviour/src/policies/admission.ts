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
export function createAdmission(workers: number, queue: number): AdmissionPolicy {
	let busy = 0;
	let waiting = 0;
	return {
		arrive() {
			if (busy < workers) {
				busy++;
				return "start";
			}
			if (waiting >= queue) return "refuse";
			waiting++;
			return "queue";
		},
		finish() {
			if (waiting > 0) {
				waiting--;
				return true;
			}
			busy--;
			return false;
		},
		reset() {
			busy = 0;
			waiting = 0;
		},
		get busy() {
			return busy;
		},
		get waiting() {
			return waiting;
		},
	};
}
