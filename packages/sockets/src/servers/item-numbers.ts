import { fieldOf } from "@roundtrip/behaviour";
import type { Job } from "./job.ts";

/** The numbers of the items that a route sends by itself, counted through all its steps. */
export interface ItemNumbers {
	/** The number of the last item that a client has which comes back. */
	readonly resumeAfter: number | undefined;
	/** A step would send so many: gives how many of them the client doesn't have. */
	countOff(wanted: number): number;
	next(): number;
}

export function createItemNumbers({ fields = [] }: Pick<Job, "fields">): ItemNumbers {
	// The one way that protocols have to say it (WHATWG HTML, section 9.2.4).
	const said = fieldOf(fields, "last-event-id");
	const resumeAfter = said === undefined || !/^\d+$/.test(said) ? undefined : Number(said);
	let count = 0;
	return {
		resumeAfter,
		countOff(wanted) {
			const has = Math.max(0, Math.min(wanted, (resumeAfter ?? 0) - count));
			count += has;
			return wanted - has;
		},
		next() {
			count++;
			return count;
		},
	};
}
