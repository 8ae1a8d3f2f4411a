import { StoreError } from "../store.ts";

/** Lets one at a time through, in the order in which they came. */
export interface Queue {
	/** @throws StoreError where too many wait already */
	through<Value>(work: () => Promise<Value>): Promise<Value>;
}

export function createQueue(waitingAtMost: number): Queue {
	let last: Promise<unknown> = Promise.resolve();
	let waiting = 0;
	return {
		async through(work) {
			if (waiting >= waitingAtMost) throw new StoreError(`${waiting} requests wait for the database already`, "no");
			waiting++;
			const before = last;
			const mine = before.then(() => {
				waiting--;
				return work();
			});
			last = mine.catch(() => undefined);
			return mine;
		},
	};
}
