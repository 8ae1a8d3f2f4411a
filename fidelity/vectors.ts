import { readFileSync } from "node:fs";

/** A closed-form truth: what follows from what is given, by a formula. */
export interface Vector {
	readonly id: string;
	readonly topic: string;
	readonly formula: string;
	readonly given: Readonly<Record<string, number | string>>;
	readonly expect: Readonly<Record<string, number | readonly number[]>>;
}

/** All closed-form truths. */
export function readVectors(): readonly Vector[] {
	const file = JSON.parse(readFileSync(new URL("vectors.json", import.meta.url), "utf8")) as {
		readonly vectors: readonly Vector[];
	};
	return file.vectors;
}
