import { type Nanoseconds, NS_PER_S } from "@roundtrip/model";
import { VIRTUAL_BEGIN_MS } from "../messages/calendar.ts";

/** Seconds since 1970 began, leap seconds not counted, as tokens and cookies have them; may have a fraction. */
export type EpochSeconds = number;

/** A span in seconds. */
export type Seconds = number;

const VIRTUAL_BEGIN_S: EpochSeconds = VIRTUAL_BEGIN_MS / 1_000;

/**
 * What a node's clock shows at a moment of virtual time.
 *
 * @param skewNs how far the clock is fast; negative where it is slow
 */
export function clockSeconds(atNs: Nanoseconds, skewNs: Nanoseconds = 0): EpochSeconds {
	return VIRTUAL_BEGIN_S + (atNs + skewNs) / NS_PER_S;
}
