import type { Nanoseconds } from "@roundtrip/model";

/** A stretch of time in which something is under way. */
export interface Busy {
	readonly fromNs: Nanoseconds;
	readonly toNs: Nanoseconds;
}

/** A busy stretch with its place from top to bottom. */
export interface PlacedBusy extends Busy {
	readonly top: number;
	readonly bottom: number;
}

/** An idle stretch that is folded away. */
export interface Fold {
	readonly top: number;
	readonly bottom: number;
	readonly idleNs: Nanoseconds;
}

/** Where moments lie from top to bottom, in pixels: the same scale throughout, but long idle stretches are folded. */
export interface FoldedScale {
	readonly height: number;
	readonly pixelsPerNs: number;
	readonly busy: readonly PlacedBusy[];
	readonly folds: readonly Fold[];
	yOf(timeNs: Nanoseconds): number;
	timeAt(y: number): Nanoseconds;
}

/** A fold is as high as this, however long the idle stretch. */
export const FOLD_HEIGHT = 36;
const PADDING = 24;
/** Browsers lose precision, then content, beyond some millions of pixels. */
const TALLEST = 4_000_000;
/** An idle stretch of less than this share of all busy time is shown as it is. */
const WORTH_FOLDING = 0.15;

/** The stretches in which packets are under way, apart by more than `leastIdleNs` and by enough to be worth a fold. */
export function busyStretches(
	spans: readonly { readonly at: Nanoseconds; readonly endAt: Nanoseconds }[],
	leastIdleNs: Nanoseconds,
): readonly Busy[] {
	const close = merged(spans, leastIdleNs);
	const busyNs = close.reduce((sum, { fromNs, toNs }) => sum + toNs - fromNs, 0);
	return merged(
		close.map(({ fromNs, toNs }) => ({ at: fromNs, endAt: toNs })),
		Math.max(leastIdleNs, busyNs * WORTH_FOLDING),
	);
}

function merged(
	spans: readonly { readonly at: Nanoseconds; readonly endAt: Nanoseconds }[],
	idleNs: Nanoseconds,
): readonly Busy[] {
	const stretches: { fromNs: Nanoseconds; toNs: Nanoseconds }[] = [];
	for (const { at, endAt } of spans) {
		const last = stretches.at(-1);
		if (last && at - last.toNs <= idleNs) last.toNs = Math.max(last.toNs, endAt);
		else stretches.push({ fromNs: at, toNs: endAt });
	}
	return stretches;
}

/** How many pixels a nanosecond gets where everything just fits a height. */
export function fittingScale(busy: readonly Busy[], height: number): number {
	const busyNs = busy.reduce((sum, { fromNs, toNs }) => sum + toNs - fromNs, 0);
	const room = height - 2 * PADDING - Math.max(0, busy.length - 1) * FOLD_HEIGHT;
	return Math.max(40, room) / Math.max(1, busyNs);
}

/** Lays busy stretches out one below the other, with a fold between two. */
export function foldedScale(busy: readonly Busy[], wantedPixelsPerNs: number): FoldedScale {
	const busyNs = busy.reduce((sum, { fromNs, toNs }) => sum + toNs - fromNs, 0);
	const pixelsPerNs = Math.min(wantedPixelsPerNs, TALLEST / Math.max(1, busyNs));
	const placed: PlacedBusy[] = [];
	const folds: Fold[] = [];
	let top = PADDING;
	for (const stretch of busy) {
		const before = placed.at(-1);
		if (before) {
			folds.push({ top, bottom: top + FOLD_HEIGHT, idleNs: stretch.fromNs - before.toNs });
			top += FOLD_HEIGHT;
		}
		const bottom = top + (stretch.toNs - stretch.fromNs) * pixelsPerNs;
		placed.push({ ...stretch, top, bottom });
		top = bottom;
	}
	const height = Math.ceil(top + PADDING);
	return {
		height,
		pixelsPerNs,
		busy: placed,
		folds,
		yOf: (timeNs) => yIn(placed, timeNs, pixelsPerNs),
		timeAt: (y) => timeIn(placed, y, pixelsPerNs),
	};
}

/** Within a fold, time passes evenly over its height; before the first stretch and after the last, all is at the border. */
function yIn(placed: readonly PlacedBusy[], timeNs: Nanoseconds, pixelsPerNs: number): number {
	const at = lastIndex(placed, ({ fromNs }) => fromNs <= timeNs);
	const stretch = placed[at];
	const next = placed[at + 1];
	if (!stretch) return Math.max(0, (next?.top ?? PADDING) - 8);
	if (timeNs <= stretch.toNs) return stretch.top + (timeNs - stretch.fromNs) * pixelsPerNs;
	if (!next) return stretch.bottom + 8;
	const share = (timeNs - stretch.toNs) / (next.fromNs - stretch.toNs);
	return stretch.bottom + share * (next.top - stretch.bottom);
}

function timeIn(placed: readonly PlacedBusy[], y: number, pixelsPerNs: number): Nanoseconds {
	const at = lastIndex(placed, ({ top }) => top <= y);
	const stretch = placed[at];
	const next = placed[at + 1];
	if (!stretch) return next?.fromNs ?? 0;
	if (y <= stretch.bottom) return Math.round(stretch.fromNs + (y - stretch.top) / pixelsPerNs);
	if (!next) return stretch.toNs;
	const share = (y - stretch.bottom) / Math.max(1, next.top - stretch.bottom);
	return Math.round(stretch.toNs + share * (next.fromNs - stretch.toNs));
}

/** The last of those, in rising order, that pass; -1 where none does. */
function lastIndex<Item>(items: readonly Item[], passes: (item: Item) => boolean): number {
	let low = 0;
	let high = items.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		const item = items[middle];
		if (item !== undefined && passes(item)) low = middle + 1;
		else high = middle;
	}
	return low - 1;
}
