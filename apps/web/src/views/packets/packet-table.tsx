import { formatCount, formatDuration } from "@roundtrip/analysis";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactElement, useEffect, useRef } from "react";
import { classes } from "../../design/classes.ts";
import { momentText } from "../../lab/moment-text.ts";
import type { Run } from "../../lab/run.ts";
import { useLab } from "../../lab/store.ts";
import type { Connection } from "../connections/connection-book.ts";
import { goToPacket } from "./go-to-packet.ts";
import type { PacketLine } from "./packet-line.ts";
import styles from "./packet-table.module.css";
import { contentWords } from "./packet-words.ts";

interface PacketTableProps {
	readonly run: Run;
	readonly connection: Connection;
	readonly lines: readonly PacketLine[];
}

/** Few words, for a narrow column. */
const LOSSES = { queue: "lost: queue full", chance: "lost", outage: "lost: link cut" } as const;

const ROW = 24;
const COLUMNS = ["Time", "From", "Packet", "Bytes", "Ack", "Arrives", "Window", "In flight"] as const;

/** The ladder and the plot in words: one row a packet. */
export function PacketTable({ run, connection, lines }: PacketTableProps): ReactElement {
	const scroller = useRef<HTMLElement>(null);
	const selected = useLab(({ selection }) => (selection?.kind === "event" ? selection.id : undefined));
	// oxlint-disable-next-line react/incompatible-library -- what it returns is read in this render only
	const virtualizer = useVirtualizer({
		count: lines.length,
		getScrollElement: () => scroller.current,
		estimateSize: () => ROW,
		overscan: 8,
		scrollPaddingStart: ROW,
	});
	useEffect(() => {
		const at = selected === undefined ? -1 : lines.findIndex(({ seq }) => seq === selected);
		if (at >= 0) virtualizer.scrollToIndex(at, { align: "auto" });
	}, [selected, lines, virtualizer]);
	const items = virtualizer.getVirtualItems();
	const before = items[0]?.start ?? 0;
	const after = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0);
	return (
		// biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
		<section className={styles.scroller} ref={scroller} tabIndex={0} aria-label="Table of packets">
			<table className={styles.table} aria-rowcount={lines.length + 1}>
				<thead>
					<tr aria-rowindex={1}>
						{COLUMNS.map((name) => (
							<th key={name} scope="col">
								{name}
							</th>
						))}
					</tr>
				</thead>
				<tbody>
					{before > 0 && <tr style={{ height: before }} />}
					{items.map(({ index }) => {
						const line = lines[index];
						return (
							line && (
								<Row
									key={line.seq}
									{...{ line, connection, index }}
									durationNs={run.durationNs}
									isSelected={line.seq === selected}
								/>
							)
						);
					})}
					{after > 0 && <tr style={{ height: after }} />}
				</tbody>
			</table>
		</section>
	);
}

interface RowProps {
	readonly line: PacketLine;
	readonly connection: Connection;
	readonly index: number;
	readonly durationNs: number;
	readonly isSelected: boolean;
}

function Row({ line, connection, index, durationNs, isSelected }: RowProps): ReactElement {
	const { data, at, seq } = line;
	return (
		<tr
			aria-rowindex={index + 2}
			className={classes(isSelected && styles.selected)}
			data-lost={data.lost !== undefined}
		>
			<td>
				<button type="button" className={styles.go} onClick={() => goToPacket(seq)}>
					{momentText(at, durationNs)}
				</button>
			</td>
			<td>{line.fromClient ? connection.from : connection.to}</td>
			<td title={data.flags}>{contentWords(line)}</td>
			<td>{formatCount(data.size)}</td>
			<td>{data.ack}</td>
			<td>
				{data.lost === undefined
					? data.arrives !== undefined && `+${formatDuration(data.arrives - at)}`
					: LOSSES[data.lost]}
			</td>
			<td>{Math.round(data.cwnd * 10) / 10}</td>
			<td>{Math.round(data.inFlight * 10) / 10}</td>
		</tr>
	);
}
