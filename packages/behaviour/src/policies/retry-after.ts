import { type Nanoseconds, NS_PER_MS, NS_PER_S } from "@roundtrip/model";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const IMF_FIXDATE = /^[A-Z][a-z]{2}, (\d{2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT$/;
/** Nobody waits longer: a day. */
const AT_MOST_S = 86_400;

/**
 * How long a server asks its client to wait (RFC 9110, section 10.2.3): seconds, or a date in the form that servers have to
 * send. Undefined where the field is absent or is neither; a day at most.
 *
 * @param epochMs what time it is, for dates
 */
export function retryAfterNs(value: string | null | undefined, epochMs: number): Nanoseconds | undefined {
	const text = value?.trim() ?? "";
	if (/^\d{1,9}$/.test(text)) return Math.min(Number(text), AT_MOST_S) * NS_PER_S;
	const [, day, month = "", year, hour, minute, second] = IMF_FIXDATE.exec(text) ?? [];
	const index = MONTHS.indexOf(month);
	if (index < 0) return undefined;
	const atMs = Date.UTC(Number(year), index, Number(day), Number(hour), Number(minute), Number(second));
	return Math.min(Math.max(0, Math.ceil(atMs - epochMs)), AT_MOST_S * 1_000) * NS_PER_MS;
}
