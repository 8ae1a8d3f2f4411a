/** What kind of a cache it is. */
export interface CacheOptions {
	/** Serves many (a proxy, a content delivery network), not one (a browser). */
	readonly isShared: boolean;
	/** The moment of 0 ns, in ms since 1970; that of virtual time where it isn't said. */
	readonly beginMs?: number;
}

/** Virtual time begins with the year 2026. */
const VIRTUAL_BEGIN_MS = 1_767_225_600_000;

/** A moment of a run as one of the calendar, in ms since 1970. */
export function calendarMs({ beginMs }: CacheOptions, atNs: number): number {
	return (beginMs ?? VIRTUAL_BEGIN_MS) + atNs / 1e6;
}
