import type { Body, Ending, TransportWord } from "@roundtrip/behaviour";

/** One item of a stream. */
export interface Item {
	/** With the framing of its protocol, without HTTP's. */
	readonly body: Body;
	/** The same, where that one is compressed. */
	readonly plain?: Body;
	/** Where it is no item of its stream's, but about that. */
	readonly says?: TransportWord;
	/** By which its receiver can say that it has it: counted on its channel, or in its route. */
	readonly number: number;
}

/** What one end of a stream says. */
export interface Voice {
	item(item: Item, causes: readonly number[]): void;
	/** No more follows. */
	end(ending: Ending, causes: readonly number[]): void;
}

/** What the answering end hears of whoever has asked, after the request. */
export interface RequestListener {
	item(item: Item, seq: number): void;
	/** The asking end has answered a ping. */
	ponged(seq: number): void;
	/** The asking end says no more. */
	ended(seq: number): void;
	/** The asking end doesn't listen any more, as far as this end knows. */
	gone(): void;
}

/** What the asking end hears of a stream. That it is over is told as the end of its call. */
export interface StreamListener {
	/** The request has left; where it is open, the rest of it can be said from now on. */
	left(voice: Voice): void;
	/** The head of the answer is here, and items may follow. */
	opened(status: number, voice: Voice): void;
	item(item: Item, seq: number): void;
}
