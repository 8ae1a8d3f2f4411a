import { exp, log } from "./portable-math.ts";

/**
 * A decreasing density cut into 256 layers of equal area (Marsaglia and Tsang, The Ziggurat Method for Generating Random
 * Variables, 2000). A point drawn in a layer left of the next layer's edge lies under the density without asking it,
 * which is so for 98.9 % (exponential) and 99.3 % (normal) of the draws.
 */
export interface Ziggurat {
	/** Where the tail begins. */
	readonly tail: number;
	/** Right edge of each layer, from the base up; 257 of them, the last is 0. The base's is that of a box of its area. */
	readonly edges: Float64Array;
	/** The edges times 2^-32, to be multiplied by a number below 2^32. */
	readonly scales: Float64Array;
	/** The density at each edge, where its greatest value is 1. */
	readonly heights: Float64Array;
	/** The density at `x`, up to the factor that makes its greatest value 1. */
	readonly density: (x: number) => number;
}

const LAYERS = 256;
const TWO_TO_MINUS_32 = 1 / 0x100000000;

/**
 * @param tail where the tail begins, such that all 256 layers have the same area
 * @param inverse where the density is `height`
 */
function ziggurat(
	tail: number,
	area: number,
	density: (x: number) => number,
	inverse: (height: number) => number,
): Ziggurat {
	const edges = new Float64Array(LAYERS + 1);
	edges[0] = area / density(tail);
	edges[1] = tail;
	let edge = tail;
	for (let layer = 2; layer < LAYERS; layer++) {
		edge = inverse(area / edge + density(edge));
		edges[layer] = edge;
	}
	return { tail, edges, scales: edges.map((x) => x * TWO_TO_MINUS_32), heights: edges.map(density), density };
}

/** exp(-x), from 0 on. */
export const EXPONENTIAL: Ziggurat = ziggurat(
	7.69711747013105,
	0.003949659822581557,
	(x) => exp(-x),
	(height) => -log(height),
);

/** exp(-x*x/2), the right half of the normal distribution. */
export const NORMAL: Ziggurat = ziggurat(
	3.6541528853610088,
	0.004928673233974655,
	(x) => exp(-0.5 * x * x),
	(height) => Math.sqrt(-2 * log(height)),
);
