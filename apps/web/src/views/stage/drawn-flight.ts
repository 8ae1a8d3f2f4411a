import type { PlacedFlight } from "./stage-moment.ts";
import type { Place, Way } from "./way.ts";

/** A message with its place on the stage. */
export interface DrawnFlight {
	readonly placed: PlacedFlight;
	readonly way: Way;
	readonly place: Place;
	readonly angle: number;
	readonly length: number;
}
