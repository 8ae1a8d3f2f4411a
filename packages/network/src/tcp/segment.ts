/** What is known of a segment that was sent (RFC 6675's scoreboard, with Linux's names of the bits). */
export const SACKED = 1;
/** Sent again, and that copy is under way. */
export const RESENT = 2;
export const LOST = 4;
/** Was ever sent again. */
export const EVER_RESENT = 8;

/** A segment that was sent and is not acknowledged: in the order of the stream, and in the order of sending. */
export class Segment {
	seq = 0;
	/** The position after it; the FIN counts one. */
	end = 0;
	/** Whether the stream ends with it, and whether it carries the push flag. */
	fin = false;
	push = false;
	marks = 0;
	/** When it was last sent, us. */
	sentUs = 0;
	/** Segments that had been delivered when it was sent. */
	deliveredBefore = 0;
	next: Segment | null = null;
	previous: Segment | null = null;
	nextSent: Segment | null = null;
	previousSent: Segment | null = null;
	/** Whether it stands in the order of sending. */
	inSentOrder = false;
}

/** The segments that are not acknowledged. */
export class SentSegments {
	first: Segment | null = null;
	last: Segment | null = null;
	/** In the order of their last sending; without those known to have arrived or to be lost. */
	firstSent: Segment | null = null;
	#lastSent: Segment | null = null;
	readonly #free: Segment[] = [];

	/** A new segment at the end of both orders. */
	append(seq: number, end: number): Segment {
		const segment = this.#free.pop() ?? new Segment();
		segment.seq = seq;
		segment.end = end;
		segment.fin = false;
		segment.push = false;
		segment.marks = 0;
		segment.next = null;
		segment.previous = this.last;
		if (this.last === null) this.first = segment;
		else this.last.next = segment;
		this.last = segment;
		this.sendAgain(segment);
		return segment;
	}

	/** Takes the first segment away: it is acknowledged. */
	dropFirst(): void {
		const segment = this.first;
		if (segment === null) return;
		this.first = segment.next;
		if (this.first === null) this.last = null;
		else this.first.previous = null;
		this.leaveSentOrder(segment);
		segment.next = null;
		this.#free.push(segment);
	}

	/** Puts it at the end of the order of sending. */
	sendAgain(segment: Segment): void {
		this.leaveSentOrder(segment);
		segment.nextSent = null;
		segment.previousSent = this.#lastSent;
		if (this.#lastSent === null) this.firstSent = segment;
		else this.#lastSent.nextSent = segment;
		this.#lastSent = segment;
		segment.inSentOrder = true;
	}

	leaveSentOrder(segment: Segment): void {
		if (!segment.inSentOrder) return;
		segment.inSentOrder = false;
		if (segment.previousSent === null) this.firstSent = segment.nextSent;
		else segment.previousSent.nextSent = segment.nextSent;
		if (segment.nextSent === null) this.#lastSent = segment.previousSent;
		else segment.nextSent.previousSent = segment.previousSent;
	}
}
