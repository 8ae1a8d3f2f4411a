import { formatCount, formatDuration, ROUND_TRIP_REASON_NAMES, type RoundTrip } from "@roundtrip/analysis";
import type { ReactElement } from "react";
import { byReason } from "./path-parts.ts";
import styles from "./why.module.css";

/** The round-trips that were waited for, by reason. */
export function ReasonTable({ trips }: { readonly trips: readonly RoundTrip[] }): ReactElement | null {
	const reasons = byReason(trips);
	if (reasons.length === 0) return null;
	const hasEstimates = reasons.some(({ isEstimate }) => isEstimate);
	return (
		<>
			<table className={styles.table}>
				<caption className={styles.caption}>Round-trips that were waited for</caption>
				<thead className="visually-hidden">
					<tr>
						<th scope="col">Reason</th>
						<th scope="col">Number</th>
						<th scope="col">Time</th>
					</tr>
				</thead>
				<tbody>
					{reasons.map(({ reason, count, timeNs, isEstimate }) => (
						<tr key={reason}>
							<th scope="row">{ROUND_TRIP_REASON_NAMES[reason]}</th>
							<td className={styles.count}>{formatCount(count)}</td>
							<td>{`${isEstimate ? "about " : ""}${formatDuration(timeNs, "tabular")}`}</td>
						</tr>
					))}
				</tbody>
			</table>
			{hasEstimates && (
				<p className={styles.note}>About: their number is known, their time is taken from the link's.</p>
			)}
		</>
	);
}
