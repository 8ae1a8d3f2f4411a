/** Virtual time begins with the year 2026: ms since 1970. */
export const VIRTUAL_BEGIN_MS = 1_767_225_600_000;

/** A moment of virtual time as one of the calendar, in ms since 1970. */
export function virtualMs(atNs: number): number {
	return VIRTUAL_BEGIN_MS + atNs / 1e6;
}
