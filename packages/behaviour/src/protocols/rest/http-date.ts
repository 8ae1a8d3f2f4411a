const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const MONTH = `(${MONTHS.join("|")})`;
const DAY = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)";
const LONG_DAY = "(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)";
const CLOCK = "(\\d{2}):(\\d{2}):(\\d{2})";

/** The form that is sent. */
const FIXED = new RegExp(`^${DAY}, (\\d{2}) ${MONTH} (\\d{4}) ${CLOCK} GMT$`);
/** Two forms that old programs sent. */
const RFC850 = new RegExp(`^${LONG_DAY}, (\\d{2})-${MONTH}-(\\d{2}) ${CLOCK} GMT$`);
const ASCTIME = new RegExp(`^${DAY} ${MONTH} ([ \\d]\\d) ${CLOCK} (\\d{4})$`);

const YEAR_MS = 31_556_952_000;

/**
 * The moment that a date of HTTP names, in ms since 1970; undefined where it is none (RFC 9110, section 5.6.7). Strict,
 * since `Date.parse` takes more than that, and not the same in every engine.
 *
 * @param nowMs for the century of years of two digits: none lies more than 50 years ahead
 */
export function parseHttpDate(value: string, nowMs: number): number | undefined {
	const fixed = FIXED.exec(value);
	if (fixed !== null) {
		const [, day, month, year, ...clock] = fixed;
		return momentOf(Number(year), month, day, clock);
	}
	const asctime = ASCTIME.exec(value);
	if (asctime !== null) {
		const [, month, day, hour = "", minute = "", second = "", year] = asctime;
		return momentOf(Number(year), month, day, [hour, minute, second]);
	}
	const old = RFC850.exec(value);
	if (old === null) return undefined;
	const [, day, month, year, ...clock] = old;
	return momentOf(nearestYear(Number(year), nowMs), month, day, clock);
}

/** A moment as HTTP writes it. */
export function formatHttpDate(atMs: number): string {
	return new Date(atMs).toUTCString();
}

function nearestYear(twoDigits: number, nowMs: number): number {
	const thisYear = new Date(nowMs).getUTCFullYear();
	const year = thisYear - (thisYear % 100) + twoDigits;
	return Date.UTC(year, 0, 1) > nowMs + 50 * YEAR_MS ? year - 100 : year;
}

function momentOf(
	year: number,
	monthName: string | undefined,
	day: string | undefined,
	clock: readonly string[],
): number | undefined {
	const month = MONTHS.indexOf(monthName ?? "");
	const [hour = 0, minute = 0, second = 0] = clock.map(Number);
	// A leap second is the next minute's first.
	if (hour > 23 || minute > 59 || second > 60) return undefined;
	const midnight = new Date(Date.UTC(year, month, Number(day)));
	if (midnight.getUTCMonth() !== month || midnight.getUTCDate() !== Number(day)) return undefined;
	return midnight.getTime() + ((hour * 60 + minute) * 60 + second) * 1_000;
}
