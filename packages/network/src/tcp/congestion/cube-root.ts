/** The largest integer whose cube is at most `value`, an integer from 0 to 2^53. Exact, and the same in every engine. */
export function integerCubeRoot(value: number): number {
	let root = 0;
	// 2^18 cubed is above 2^53: from the highest bit down, each bit is kept if the cube stays within the value.
	for (let bit = 131_072; bit >= 1; bit /= 2) {
		const next = root + bit;
		if (next * next * next <= value) root = next;
	}
	return root;
}
