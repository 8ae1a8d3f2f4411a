import { CLOSE } from "@roundtrip/behaviour";
import type { Item, RequestListener } from "../links/stream.ts";

/** Who takes what has come: the next item, or the end, with the event of its arrival. */
export interface Taker {
	item(item: Item, seq: number): void;
	ended(seq: number): void;
}

/** Told by which event a conversation is closed, and with which code. */
type Closed = (seq: number, code: number) => void;

/** What a client says after its request, until somebody takes it: one item after the other, then the end. */
export class Inbox implements RequestListener {
	/** The client doesn't listen any more. */
	isGone = false;
	readonly #items: { readonly item: Item; readonly seq: number }[] = [];
	#endSeq: number | undefined;
	#isClosed = false;
	#ponged: ((seq: number) => void) | undefined;
	#closed: Closed | undefined;
	#isTooBig: ((item: Item) => boolean) | undefined;
	#taker: Taker | undefined;
	readonly #leavers: (() => void)[] = [];

	item(item: Item, seq: number): void {
		if (this.#isTooBig?.(item) === true) {
			this.#close(seq, CLOSE.tooBig);
			return;
		}
		this.#items.push({ item, seq });
		this.#serve();
	}

	ended(seq: number): void {
		this.#close(seq, CLOSE.normal);
	}

	#close(seq: number, code: number): void {
		this.#endSeq = seq;
		if (this.#closed !== undefined) {
			this.#isClosed = true;
			this.#leave();
			this.#closed(seq, code);
		}
		this.#serve();
	}

	ponged(seq: number): void {
		this.#ponged?.(seq);
	}

	gone(): void {
		if (this.isGone) return;
		this.#taker = undefined;
		this.#leave();
	}

	/** The client has closed in order: it hears nothing more, and what it has said before is still there to be taken. */
	get isClosed(): boolean {
		return this.#isClosed;
	}

	/**
	 * Who says no more closes the conversation for both ends, and so does an item that is too big; told when one of them has
	 * come, with the code that is to be answered.
	 */
	whenClosed(closed: Closed, isTooBig?: (item: Item) => boolean): void {
		this.#closed = closed;
		this.#isTooBig = isTooBig;
	}

	/** Told when the client has answered a ping. */
	whenPonged(ponged: (seq: number) => void): void {
		this.#ponged = ponged;
	}

	#leave(): void {
		this.isGone = true;
		for (const left of this.#leavers) left();
	}

	/** Gives the next item to `taker`, once, or the end. */
	take(taker: Taker): void {
		this.#taker = taker;
		this.#serve();
	}

	/** Told when the client doesn't listen any more. */
	whenGone(left: () => void): void {
		this.#leavers.push(left);
	}

	#serve(): void {
		const taker = this.#taker;
		if (taker === undefined) return;
		const next = this.#items.shift();
		if (next === undefined && this.#endSeq === undefined) return;
		this.#taker = undefined;
		if (next !== undefined) taker.item(next.item, next.seq);
		else if (this.#endSeq !== undefined) taker.ended(this.#endSeq);
	}
}
