import type { EpochSeconds } from "../seconds.ts";

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const DELIMITERS = /[\t\x20-\x2f\x3b-\x40\x5b-\x60\x7b-\x7e]+/;
const FIRST_YEAR = 1601;

/** As every server writes it (RFC 9110, section 5.6.7). */
export function cookieDate(atS: EpochSeconds): string {
	return new Date(Math.floor(atS) * 1_000).toUTCString();
}

interface Parts {
	time?: RegExpExecArray;
	day?: number;
	month?: number;
	year?: number;
}

/** As every browser reads it, which is anything with a time, day, month, and year in it (RFC 6265bis, section 5.1.1). */
export function parseCookieDate(text: string): EpochSeconds | undefined {
	const parts: Parts = {};
	for (const word of text.split(DELIMITERS)) readWord(word, parts);
	const { time, day = 0, month, year } = parts;
	if (time === undefined || month === undefined || year === undefined) return undefined;
	const full = year >= 70 && year <= 99 ? year + 1_900 : year <= 69 ? year + 2_000 : year;
	const [hour, minute, second] = time.slice(1).map(Number);
	if (hour === undefined || minute === undefined || second === undefined) return undefined;
	if (day < 1 || day > 31 || full < FIRST_YEAR || hour > 23 || minute > 59 || second > 59) return undefined;
	const atMs = Date.UTC(full, month, day, hour, minute, second);
	// The 31st of a month that has no such day is no date.
	return new Date(atMs).getUTCDate() === day ? atMs / 1_000 : undefined;
}

/** The first word that can be a part is that part; each word is one part at most. */
function readWord(word: string, parts: Parts): void {
	const time = /^(\d{1,2}):(\d{1,2}):(\d{1,2})(?:\D|$)/.exec(word);
	const day = /^(\d{1,2})(?:\D|$)/.exec(word);
	const month = MONTHS.indexOf(word.slice(0, 3).toLowerCase());
	const year = /^(\d{2,4})(?:\D|$)/.exec(word);
	if (parts.time === undefined && time !== null) parts.time = time;
	else if (parts.day === undefined && day !== null) parts.day = Number(day[1]);
	else if (parts.month === undefined && month >= 0) parts.month = month;
	else if (parts.year === undefined && year !== null) parts.year = Number(year[1]);
}
