import type { Played, Questions, Schedule, Work } from "@roundtrip/explorer";

/** What a thread is asked. */
export interface Order {
	/** Where it is another than in the order before. */
	readonly work: Work | undefined;
	readonly schedules: readonly Schedule[];
	readonly questions: Questions;
}

export interface Answer {
	readonly played: readonly Played[];
}
