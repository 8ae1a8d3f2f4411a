import type { ReactElement } from "react";
import { EventLinks } from "../inspector/event-links.tsx";
import type { Run } from "../run.ts";
import { HexDump } from "./hex-dump.tsx";
import type { LayerReading, Origin } from "./layer.ts";
import styles from "./layer-stack.module.css";

interface LayerViewProps {
	readonly reading: LayerReading;
	readonly run: Run;
	readonly isOpen: boolean;
}

/** One layer: its name and gist, and, where it is open, all that it says. */
export function LayerView({ reading, run, isOpen }: LayerViewProps): ReactElement {
	const { name, gist, text, facts = [], note, packets = [], bytes } = reading;
	return (
		<details className={styles.details} open={isOpen} data-layer={name}>
			<summary className={styles.summary}>
				<span className={styles.name}>{name}</span>
				<span className={styles.gist}>{gist}</span>
			</summary>
			<div className={styles.inside}>
				<p className={styles.truth}>{truthOf(reading)}</p>
				{text !== undefined && text !== "" && (
					// biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys
					<section className={styles.text} tabIndex={0} aria-label={name}>
						{text}
					</section>
				)}
				{facts.length > 0 && (
					<table className={styles.facts}>
						<thead className="visually-hidden">
							<tr>
								<th scope="col">Field</th>
								<th scope="col">Value</th>
							</tr>
						</thead>
						<tbody>
							{facts.map(([field, value]) => (
								<tr key={`${field}: ${value}`}>
									<th scope="row">{field}</th>
									<td>{value}</td>
								</tr>
							))}
						</tbody>
					</table>
				)}
				{packets.length > 0 && <EventLinks run={run} events={packets} />}
				{bytes !== undefined && <HexDump bytes={bytes} />}
				{note !== undefined && <p className={styles.note}>{note}</p>}
			</div>
		</details>
	);
}

const ORIGINS: Readonly<Record<Origin, string>> = {
	recorded: "Recorded in the trace",
	read: "Read from the recorded bytes",
	computed: "Computed from sizes, not recorded",
};

const FIDELITIES: Readonly<Record<LayerReading["fidelity"], string>> = {
	bytes: "exact bytes in this world",
	messages: "counts and sizes in this world",
	model: "times only in this world",
};

function truthOf({ origin, fidelity }: LayerReading): string {
	return `${ORIGINS[origin]} · ${FIDELITIES[fidelity]}`;
}
