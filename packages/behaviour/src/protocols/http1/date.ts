const MONTH = "Jan";
const YEAR = 2026;
const WEEKDAYS = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];

/** The last one that was asked for: answers of many runs are written in the same few seconds. */
let last = { seconds: -1, text: "" };

/** The date of a simulated moment (RFC 9110, section 5.6.7): virtual time begins with the year 2026, and ends with its January. */
export function httpDate(atNs: number): string {
	const seconds = Math.floor(atNs / 1e9);
	if (seconds === last.seconds) return last.text;
	const day = Math.floor(seconds / 86_400);
	const two = (value: number): string => String(value).padStart(2, "0");
	const clock = `${two(Math.floor(seconds / 3_600) % 24)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
	last = { seconds, text: `${WEEKDAYS[day % 7]}, ${two(1 + day)} ${MONTH} ${YEAR} ${clock} GMT` };
	return last.text;
}
