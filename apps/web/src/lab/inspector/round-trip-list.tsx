import { formatDuration, ROUND_TRIP_REASON_NAMES, type RoundTrip } from "@roundtrip/analysis";
import { type ReactElement, useState } from "react";
import { momentText } from "../moment-text.ts";
import type { Run } from "../run.ts";
import { labNow } from "../store.ts";
import { Go } from "./parts.tsx";
import styles from "./round-trip-list.module.css";

const FEW = 12;

/** Round-trips with the reason for each and how it ended. */
export function RoundTripList({
	run,
	roundTrips,
}: {
	readonly run: Run;
	readonly roundTrips: readonly RoundTrip[];
}): ReactElement {
	const [all, setAll] = useState(false);
	const shown = all ? roundTrips : roundTrips.slice(0, FEW);
	const { seekToEvent, pause } = labNow();
	return (
		<table className={styles.table}>
			<thead className="visually-hidden">
				<tr>
					<th scope="col">Begun</th>
					<th scope="col">Reason and link</th>
					<th scope="col">Took</th>
				</tr>
			</thead>
			<tbody>
				{shown.map((trip) => (
					<tr key={`${trip.call} ${trip.reason} ${trip.window} ${trip.startSeq}`}>
						<td className={styles.time}>
							<Go
								onClick={() => {
									pause();
									seekToEvent(trip.startSeq, run);
								}}
							>
								{momentText(trip.startAt, run.durationNs)}
							</Go>
						</td>
						<td>
							{trip.count > 1 && `${trip.count} × `}
							{ROUND_TRIP_REASON_NAMES[trip.reason]} <span className={styles.link}>{trip.link}</span>
						</td>
						<td className={styles.end}>
							{trip.timeNs === undefined
								? ENDS[trip.ended]
								: `${trip.isEstimate ? "about " : ""}${formatDuration(trip.timeNs)}`}
						</td>
					</tr>
				))}
				{shown.length < roundTrips.length && (
					<tr>
						<td colSpan={3}>
							<Go onClick={() => setAll(true)}>{roundTrips.length - shown.length} more</Go>
						</td>
					</tr>
				)}
			</tbody>
		</table>
	);
}

const ENDS: Readonly<Record<RoundTrip["ended"], string>> = {
	answered: "answered",
	refused: "refused",
	"request-lost": "request lost",
	"response-lost": "response lost",
	"gave-up": "gave up",
	reset: "reset",
	"run-over": "run over",
};
