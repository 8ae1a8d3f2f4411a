import { VIRTUAL_BEGIN_MS } from "../messages/calendar.ts";

/** What kind of a cache it is. */
export interface CacheOptions {
	/** Serves many (a proxy, a content delivery network), not one (a browser). */
	readonly isShared: boolean;
	/** The moment of 0 ns, in ms since 1970; that of virtual time where it isn't said. */
	readonly beginMs?: number;
}

/** A moment of a run as one of the calendar, in ms since 1970. */
export function calendarMs({ beginMs }: CacheOptions, atNs: number): number {
	return (beginMs ?? VIRTUAL_BEGIN_MS) + atNs / 1e6;
}
