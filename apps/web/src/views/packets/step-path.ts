/** A value that holds from a place on until the next one; undefined: there is none. */
export interface Step {
	readonly x: number;
	readonly y: number | undefined;
}

/**
 * The path of a step line. Steps of the same half pixel become one upright stroke from the lowest to the highest of them,
 * so that its length depends on the width of the picture and not on the number of steps.
 */
export function stepPath(steps: readonly Step[], endX: number): string {
	let path = "";
	let last: number | undefined;
	for (let at = 0; at < steps.length; ) {
		const x = halfPixel(steps[at]?.x ?? 0);
		let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
		let y: number | undefined;
		for (; at < steps.length && halfPixel(steps[at]?.x ?? 0) === x; at++) {
			y = steps[at]?.y;
			if (y === undefined) continue;
			low = Math.min(low, y);
			high = Math.max(high, y);
		}
		if (y === undefined) {
			if (last !== undefined) path += `H${x}`;
		} else if (last === undefined) path += `M${x} ${rounded(y)}`;
		else
			path += `H${x}${low < Math.min(y, last) ? `V${rounded(low)}` : ""}${high > Math.max(y, last) ? `V${rounded(high)}` : ""}V${rounded(y)}`;
		last = y;
	}
	return last === undefined ? path : `${path}H${rounded(endX)}`;
}

const halfPixel = (x: number): number => Math.round(x * 2) / 2;
const rounded = (y: number): number => Math.round(y * 10) / 10;
