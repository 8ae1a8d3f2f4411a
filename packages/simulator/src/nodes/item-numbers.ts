import { fieldOf, type HttpRequest } from "@roundtrip/behaviour";

/** The numbers of the items that a route sends by itself, counted through all its steps. */
export class ItemNumbers {
	/** The number of the last item that a client has which comes back. */
	readonly resumeAfter: number | undefined;
	#count = 0;

	constructor({ fields }: HttpRequest) {
		// The one way that protocols have to say it (WHATWG HTML, section 9.2.4).
		const said = fieldOf(fields, "last-event-id");
		this.resumeAfter = said === undefined ? undefined : Number(said);
	}

	/** A step would send so many: gives how many of them the client doesn't have. */
	countOff(wanted: number): number {
		const has = Math.max(0, Math.min(wanted, (this.resumeAfter ?? 0) - this.#count));
		this.#count += has;
		return wanted - has;
	}

	next(): number {
		this.#count++;
		return this.#count;
	}
}
