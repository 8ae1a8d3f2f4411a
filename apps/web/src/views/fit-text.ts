/** A mean character of the design's sans, as a share of its size. */
const MEAN_WIDTH = 0.56;

/** About how wide words are, in pixels, before anything is laid out. */
export function textWidth(text: string, size: number): number {
	return text.length * size * MEAN_WIDTH;
}

/** Shortens words in their middle to fit a width in pixels: ends of names differ as often as their beginnings. */
export function fitText(text: string, width: number, size: number): string {
	const most = Math.max(3, Math.floor(width / (size * MEAN_WIDTH)));
	if (text.length <= most) return text;
	const end = Math.floor((most - 1) / 3);
	return `${text.slice(0, most - 1 - end)}…${end === 0 ? "" : text.slice(-end)}`;
}
