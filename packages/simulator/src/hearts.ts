import type { Nanoseconds } from "@roundtrip/model";

/** Something that is done again and again, as long as anything else goes on. */
export interface Heart {
	/** It beats no more. */
	readonly isOver: boolean;
	/** It has not been answered since it beat last. */
	readonly isUnanswered: boolean;
	beat(): void;
}

/** What servers do at fixed intervals, all of them that have the same at the same times. */
export interface Hearts {
	keep(everyNs: Nanoseconds, heart: Heart): void;
}

/** What they need of a world. */
export interface HeartsParts {
	readonly kernel: { readonly now: Nanoseconds };
	later(delayNs: Nanoseconds, action: () => void): { cancel(): void };
	/** How much will be run later. */
	readonly waiting: () => number;
}

export type CreateHearts = (parts: HeartsParts) => Hearts;

/**
 * One timer for all hearts: a run is over when nothing else waits for anything, so that a client who only listens doesn't
 * make it last for ever. They beat at the multiples of their intervals since the run began.
 */
export const createHearts: CreateHearts = ({ kernel, later, waiting }) => {
	const kept = new Map<Nanoseconds, Set<Heart>>();
	let dueNs = Number.POSITIVE_INFINITY;
	let timer: { cancel(): void } | undefined;

	function wait(): void {
		const { now } = kernel;
		let nextNs = Number.POSITIVE_INFINITY;
		for (const everyNs of kept.keys()) nextNs = Math.min(nextNs, (Math.floor(now / everyNs) + 1) * everyNs);
		if (nextNs >= dueNs) return;
		timer?.cancel();
		dueNs = nextNs;
		timer = nextNs === Number.POSITIVE_INFINITY ? undefined : later(nextNs - now, beat);
	}

	function isAnyUnanswered(): boolean {
		for (const hearts of kept.values()) {
			for (const heart of hearts) if (!heart.isOver && heart.isUnanswered) return true;
		}
		return false;
	}

	function beat(): void {
		const atNs = dueNs;
		dueNs = Number.POSITIVE_INFINITY;
		timer = undefined;
		// Nothing will ever happen any more, beside what is under way as packets, and what those find who get no answer.
		if (waiting() === 0 && !isAnyUnanswered()) return;
		for (const [everyNs, hearts] of kept) {
			if (atNs % everyNs !== 0) continue;
			for (const heart of hearts) {
				if (heart.isOver) hearts.delete(heart);
				else heart.beat();
			}
			if (hearts.size === 0) kept.delete(everyNs);
		}
		wait();
	}

	return {
		keep(everyNs, heart) {
			const hearts = kept.get(everyNs);
			if (hearts === undefined) kept.set(everyNs, new Set([heart]));
			else hearts.add(heart);
			wait();
		},
	};
};
