import type { Meaning } from "./meaning.ts";

/** A fill of stripes in the colour of a meaning: what waits or prepares, told apart by the direction of the stripes. */
export function hatched(meaning: Meaning, degrees: number): string {
	return `repeating-linear-gradient(${degrees}deg, var(--${meaning}) 0 2px, var(--${meaning}-soft) 2px 5px)`;
}
