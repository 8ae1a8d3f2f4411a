import type { EventOf, Hampering } from "@roundtrip/model";

/** How a node died, in so few words that they fit beside it. */
export function deathInWords({ silent, why }: EventOf<"crashed">["data"]): string {
	if (why === "memory") return "out of memory";
	return silent ? "went dark" : "crashed";
}

/** How a node is hampered, and that it isn't any more, in as few words. */
export const HAMPERINGS_IN_WORDS: Readonly<Record<Hampering, readonly [begin: string, end: string]>> = {
	paused: ["stands still", "goes on"],
	slow: ["slow", "no longer slow"],
	full: ["disk full", "has room again"],
	skewed: ["clock wrong", "clock right"],
};
