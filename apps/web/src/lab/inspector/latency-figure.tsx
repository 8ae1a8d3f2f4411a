import { formatDuration, formatPercent, LATENCY_PARTS, type LatencyPart, type LatencyParts } from "@roundtrip/analysis";
import type { ReactElement } from "react";
import styles from "./latency-figure.module.css";

/** How each part is named and drawn; the words are those of the analysis. */
const looks: Readonly<Record<LatencyPart, { readonly name: string; readonly fill: string }>> = {
	lost: { name: "attempts that came to nothing", fill: "var(--lost)" },
	backoff: { name: "between attempts", fill: "var(--waiting)" },
	connection: { name: "waiting for a connection", fill: "color-mix(in oklab, var(--waiting) 70%, var(--paper))" },
	connect: { name: "opening a connection", fill: "var(--handshake)" },
	network: { name: "on the network", fill: "var(--request)" },
	queue: { name: "waiting for a worker", fill: "color-mix(in oklab, var(--waiting) 85%, var(--ink))" },
	work: { name: "a worker busy", fill: "var(--ink-2)" },
	downstream: { name: "what it asked of others", fill: "color-mix(in oklab, var(--ink-2) 50%, var(--paper))" },
	self: { name: "in the client itself", fill: "var(--line-strong)" },
};

/** The time of an exchange as a bar, with the figures that add up to it. */
export function LatencyFigure({
	parts,
	totalNs,
}: {
	readonly parts: LatencyParts;
	readonly totalNs: number;
}): ReactElement {
	const present = LATENCY_PARTS.filter((part) => parts[part] > 0);
	const share = (part: LatencyPart): number => (totalNs === 0 ? 0 : parts[part] / totalNs);
	return (
		<>
			<div className={styles.bar} aria-hidden="true">
				{present.map((part) => (
					<span key={part} style={{ flexGrow: share(part), background: looks[part].fill }} />
				))}
			</div>
			<table className={styles.table}>
				<thead className="visually-hidden">
					<tr>
						<th scope="col">Part</th>
						<th scope="col">Time</th>
						<th scope="col">Share</th>
					</tr>
				</thead>
				<tbody>
					{present.map((part) => (
						<tr key={part}>
							<th scope="row">
								<span className={styles.swatch} style={{ background: looks[part].fill }} />
								{looks[part].name}
							</th>
							<td>{formatDuration(parts[part], "tabular")}</td>
							<td className={styles.share}>{formatPercent(share(part))}</td>
						</tr>
					))}
				</tbody>
			</table>
		</>
	);
}
