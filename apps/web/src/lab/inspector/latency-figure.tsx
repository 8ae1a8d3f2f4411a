import { formatDuration, formatPercent, LATENCY_PARTS, type LatencyPart, type LatencyParts } from "@roundtrip/analysis";
import type { ReactElement } from "react";
import { hatched } from "../../design/hatched.ts";
import styles from "./latency-figure.module.css";

/** How each part is named and drawn: as in the waterfall, where colour never says it alone. */
const looks: Readonly<Record<LatencyPart, { readonly name: string; readonly fill: string }>> = {
	lost: { name: "attempts that came to nothing", fill: hatched("lost", 90) },
	backoff: { name: "between attempts", fill: hatched("waiting", 90) },
	connection: { name: "waiting for a connection", fill: hatched("waiting", 45) },
	dns: { name: "asking for the address", fill: hatched("handshake", 135) },
	connect: { name: "opening a connection", fill: hatched("handshake", 90) },
	tls: { name: "agreeing on keys", fill: hatched("handshake", 45) },
	network: { name: "on the network", fill: "var(--request)" },
	queue: { name: "waiting for a worker", fill: hatched("waiting", 135) },
	work: { name: "a worker busy", fill: "var(--ink-2)" },
	downstream: { name: "what it asked of others", fill: "color-mix(in oklab, var(--ink-2) 45%, var(--paper))" },
	stream: { name: "in an open stream", fill: "color-mix(in oklab, var(--response) 35%, var(--paper))" },
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
