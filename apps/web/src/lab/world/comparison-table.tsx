import type { ReactElement } from "react";
import styles from "./comparison-table.module.css";

export interface ComparisonRow {
	readonly name: string;
	/** Simulated. */
	readonly a: string;
	/** Real, the reference. */
	readonly b: string;
	readonly error: string;
}

const MOST_ROWS = 200;

/** Figures of both worlds with the error of the simulated one. */
export function ComparisonTable({
	caption,
	rows,
}: {
	readonly caption: string;
	readonly rows: readonly ComparisonRow[];
}): ReactElement | null {
	if (rows.length === 0) return null;
	return (
		<table className={styles.table}>
			<caption className={styles.caption}>{caption}</caption>
			<thead>
				<tr>
					<td />
					<th scope="col">simulated</th>
					<th scope="col">real</th>
					<th scope="col">error</th>
				</tr>
			</thead>
			<tbody>
				{rows.slice(0, MOST_ROWS).map(({ name, a, b, error }) => (
					<tr key={name}>
						<th scope="row" className={styles.name}>
							{name}
						</th>
						<td>{a}</td>
						<td>{b}</td>
						<td className={styles.error}>{error}</td>
					</tr>
				))}
			</tbody>
			{rows.length > MOST_ROWS && (
				<tfoot>
					<tr>
						<td colSpan={4}>and {rows.length - MOST_ROWS} more</td>
					</tr>
				</tfoot>
			)}
		</table>
	);
}
