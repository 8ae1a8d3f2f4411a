import {
	type Analysis,
	type CriticalPath,
	countOf,
	formatCount,
	formatDuration,
	ROUND_TRIP_REASON_NAMES,
	ROUND_TRIP_REASONS,
	type RoundTrip,
	type RoundTripReason,
} from "@roundtrip/analysis";
import { countedTitle, limited, ROWS, section } from "./section.ts";
import { type Column, table } from "./table.ts";

const right = { align: "right" as const };

/** Every round-trip with its reason; of more than a screen holds, what each link needed for each reason. */
export function roundTripsSection({ roundTrips, summary }: Analysis): string {
	const { total, byReason } = summary.roundTrips;
	const own = reasonsInWords(new Map(ROUND_TRIP_REASONS.map((reason) => [reason, byReason[reason]])));
	const body = roundTrips.length > ROWS ? linkTable(roundTrips, summary.exchanges) : tripTable(roundTrips);
	return section(countedTitle(`Round-trips: ${formatCount(total)}`, own), body);
}

/** `connect 1, request 2`; nothing where there is none. Those of a queue are others' and counted there. */
function reasonsInWords(counts: ReadonlyMap<RoundTripReason, number>): string {
	const told = ROUND_TRIP_REASONS.filter((reason) => reason !== "queue" && (counts.get(reason) ?? 0) > 0);
	const words = told.map((reason) => `${ROUND_TRIP_REASON_NAMES[reason]} ${formatCount(counts.get(reason) ?? 0)}`);
	return words.join(", ");
}

const ENDS: Readonly<Record<RoundTrip["ended"], string>> = {
	answered: "",
	refused: "refused",
	"request-lost": "the request was lost",
	"response-lost": "the response was lost",
	"gave-up": "no answer until the client gave up",
	reset: "the connection was reset",
	"run-over": "no answer until the run ended",
};

const TRIP_COLUMNS: readonly Column[] = [
	...[{ head: "call" }, { head: "link" }, { head: "reason" }, { head: "at", ...right }],
	...[{ head: "took", ...right }, { head: "" }],
];

function tripTable(trips: readonly RoundTrip[]): string {
	const row = (trip: RoundTrip): readonly string[] => [
		trip.call,
		trip.link,
		`${trip.count > 1 ? `${trip.count} × ` : ""}${reasonOf(trip)}`,
		formatDuration(trip.startAt, "tabular"),
		trip.timeNs === undefined ? "–" : formatDuration(trip.timeNs, "tabular"),
		noteOf(trip),
	];
	return limited(trips, TRIP_COLUMNS, row, "round-trip");
}

function noteOf({ isEstimate, count, ended }: RoundTrip): string {
	if (isEstimate) return "about: its number times the link's";
	return count === 0 ? "the request left with it" : ENDS[ended];
}

/** A window by its own name. */
function reasonOf({ reason, window }: RoundTrip): string {
	return window === undefined ? ROUND_TRIP_REASON_NAMES[reason] : window.replace("-", " ");
}

const LINK_COLUMNS: readonly Column[] = [
	...[{ head: "link" }, { head: "reason" }, { head: "round-trips", ...right }],
	...[{ head: "an exchange", ...right }, { head: "each took", ...right }, { head: "" }],
];

interface LinkTotal {
	readonly link: RoundTrip["link"];
	readonly reason: string;
	count: number;
	/** Of those that came back. */
	backCount: number;
	timeNs: number;
	notBack: number;
}

function linkTable(trips: readonly RoundTrip[], exchanges: number): string {
	const row = ({ link, reason, count, backCount, timeNs, notBack }: LinkTotal): readonly string[] => [
		link,
		reason,
		formatCount(count),
		formatCount(Math.round((100 * count) / exchanges) / 100),
		backCount === 0 ? "–" : formatDuration(timeNs / backCount, "tabular"),
		notBack === 0 ? "" : `${formatCount(notBack)} did not come back`,
	];
	return table(LINK_COLUMNS, totalsOf(trips).map(row));
}

/** By link and reason, in the order of both. */
function totalsOf(trips: readonly RoundTrip[]): readonly LinkTotal[] {
	const totals = new Map<string, LinkTotal & { readonly order: number }>();
	for (const trip of trips) {
		const reason = reasonOf(trip);
		const key = `${trip.link} ${reason}`;
		const fresh = { link: trip.link, reason, count: 0, backCount: 0, timeNs: 0, notBack: 0 };
		const total = totals.get(key) ?? { ...fresh, order: ROUND_TRIP_REASONS.indexOf(trip.reason) };
		totals.set(key, total);
		total.count += trip.count;
		if (trip.timeNs === undefined) total.notBack += trip.count;
		else {
			total.backCount += trip.count;
			total.timeNs += trip.timeNs;
		}
	}
	const links = [...new Set(trips.map(({ link }) => link))];
	const place = new Map(links.map((link, index) => [link, index]));
	return [...totals.values()].toSorted(
		(a, b) => (place.get(a.link) ?? 0) - (place.get(b.link) ?? 0) || a.order - b.order,
	);
}

/** `Critical path: 510 ms, 3 round-trips (connect 1, request 2)` */
export function titleOf(path: CriticalPath): string {
	const counts = new Map<RoundTripReason, number>();
	for (const { reason, count } of path.roundTrips) counts.set(reason, (counts.get(reason) ?? 0) + count);
	const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
	const title = `Critical path: ${formatDuration(path.endAt - path.startAt)}, ${countOf(total, "round-trip")}`;
	return countedTitle(title, reasonsInWords(counts));
}
