import type { Played } from "./player.ts";
import type { Schedule } from "./schedule.ts";

/** A schedule and what became of it. */
export interface Explored {
	readonly schedule: Schedule;
	readonly played: Played;
}
