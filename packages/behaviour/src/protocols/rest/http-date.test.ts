import fc from "fast-check";
import { expect, test } from "vitest";
import { formatHttpDate, parseHttpDate } from "./http-date.ts";

const NOW = Date.UTC(2026, 0, 1);
const MOMENT = Date.UTC(1994, 10, 6, 8, 49, 37);

test.each(["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"])(
	"all three forms are read: %s",
	(value) => {
		expect(parseHttpDate(value, NOW)).toBe(MOMENT);
	},
);

test.each([
	"",
	"0",
	"1994-11-06T08:49:37Z",
	"Sun, 6 Nov 1994 08:49:37 GMT",
	"Sun, 06 Nov 1994 08:49:37 UTC",
	"Sun, 06 nov 1994 08:49:37 GMT",
	"Sun, 06-Nov-1994 08:49:37 GMT",
	"Sun, 06 Nov 94 08:49:37 GMT",
	"Sun, 31 Feb 1994 08:49:37 GMT",
	"Sun, 06 Nov 1994 24:00:00 GMT",
	"Sun, 06 Nov 1994 08:60:00 GMT",
	"Sun, 06  Nov  1994 08:49:37 GMT",
])("nothing else is: %s", (value) => {
	expect(parseHttpDate(value, NOW)).toBeUndefined();
});

test("a year of two digits is the nearest one that isn't more than 50 years ahead", () => {
	const yearOf = (digits: string): number =>
		new Date(parseHttpDate(`Friday, 02-Jan-${digits} 00:00:00 GMT`, NOW) ?? 0).getUTCFullYear();
	expect(["00", "26", "70", "80", "99"].map(yearOf)).toEqual([2000, 2026, 2070, 1980, 1999]);
});

test("every second that is written is read back", () => {
	fc.assert(
		fc.property(fc.integer({ min: 0, max: 4_102_444_800 }), (second) => {
			expect(parseHttpDate(formatHttpDate(second * 1_000), NOW)).toBe(second * 1_000);
		}),
		{ seed: 932 },
	);
});
