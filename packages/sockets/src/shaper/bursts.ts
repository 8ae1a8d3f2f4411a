import type { Bytes } from "@roundtrip/model";
import type { ShapedLink } from "./link.ts";
import type { Timer } from "./timers.ts";

/** More in one burst than a single read brings: the rest of it is likely to come. */
const LARGE_BURST_BYTES = 32_768;
/** So long a part of a segment waits for the rest of its burst, ns. */
const REST_COMES_WITHIN_NS = 500_000;
/** A longer pause between bytes begins another burst, ns. */
const BURST_GAP_NS = 2_000_000;
/** The same within a large answer, of which nothing else can be the rest: a busy machine may be slow to bring it. */
const LARGE_BURST_GAP_NS = 200_000_000;

/** Where bursts go. */
export interface BurstsUser {
	/** How much data a segment carries; undefined where that is not known yet. */
	segmentBytes(): Bytes | undefined;
	/** So much was handed over at a time. */
	wrote(bytes: Bytes, handedNs: number): void;
}

/** What a node's program writes, as its reads bring it: the bytes of one burst were handed over at once. */
export class Bursts {
	/** When the latest began, ns. */
	beganNs = 0;
	readonly #link: ShapedLink;
	readonly #user: BurstsUser;
	#bytes: Bytes = 0;
	/** Bytes that were not given on yet. */
	#held: Bytes = 0;
	#lastNs = Number.NEGATIVE_INFINITY;
	#timer: Timer | undefined;

	constructor(link: ShapedLink, user: BurstsUser) {
		this.#link = link;
		this.#user = user;
	}

	/** A read has brought bytes. */
	take(bytes: Bytes): void {
		const { timers, lags, spec } = this.#link;
		const nowNs = timers.clock.now();
		const gapNs = this.#isLarge && spec.over === "http/1.1" ? LARGE_BURST_GAP_NS : BURST_GAP_NS;
		if (nowNs - this.#lastNs > gapNs) {
			this.flush();
			this.beganNs = nowNs - lags.responseIn;
			this.#bytes = 0;
		}
		this.#lastNs = nowNs;
		this.#bytes += bytes;
		this.#held += bytes;
		this.#giveOn(this.#isLarge ? this.#user.segmentBytes() : undefined);
		if (this.#held > 0) this.#timer = timers.after(REST_COMES_WITHIN_NS, () => this.flush());
	}

	/** Gives on all that there is. */
	flush(): void {
		this.#giveOn();
	}

	/** What comes from now on is another burst. */
	end(): void {
		this.#lastNs = Number.NEGATIVE_INFINITY;
	}

	get #isLarge(): boolean {
		return this.#bytes > LARGE_BURST_BYTES;
	}

	/** Gives on whole segments. What was written at once stays together. */
	#giveOn(segmentBytes = 1): void {
		this.#timer?.cancel();
		const bytes = this.#held - (this.#held % segmentBytes);
		this.#held -= bytes;
		if (bytes > 0) this.#user.wrote(bytes, this.beganNs);
	}
}
