import type { ReactElement } from "react";
import { EventLinks } from "../inspector/event-links.tsx";
import type { Run } from "../run.ts";
import { HexDump } from "./hex-dump.tsx";
import type { LayerReading, Origin } from "./layer.ts";
import styles from "./layer-stack.module.css";
import { MarkChoice } from "./mark-choice.tsx";
import type { Mark } from "./marks.ts";

interface LayerViewProps {
	readonly reading: LayerReading;
	readonly run: Run;
	readonly isOpen: boolean;
	/** What can be marked in the bytes. */
	readonly marks: readonly Mark[];
	readonly marked: Mark | undefined;
	readonly onMark: (mark: Mark) => void;
	/** It was opened by hand. */
	readonly onOpen: () => void;
}

/** One layer: its name and gist, and, where it is open, all that it says. */
export function LayerView(props: LayerViewProps): ReactElement {
	const { reading, run, isOpen, marks, marked, onMark, onOpen } = props;
	const { name, gist, text, facts = [], note, packets = [], bytes } = reading;
	return (
		<details className={styles.details} open={isOpen} data-layer={name}>
			{/* biome-ignore lint/a11y/noStaticElementInteractions: it is the native control of its details, keys included */}
			<summary
				className={styles.summary}
				onClick={({ currentTarget }) => {
					// It is still as it was before the click.
					if (!(currentTarget.parentElement as HTMLDetailsElement).open) onOpen();
				}}
			>
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
				{bytes !== undefined && (
					<>
						<MarkChoice marks={marks} marked={marked} onMark={onMark} />
						<HexDump bytes={bytes} marked={marked} />
					</>
				)}
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
