import { type ReactElement, type ReactNode, useEffect, useMemo, useState } from "react";
import { IconButton } from "../../design/button.tsx";
import type { Run } from "../../lab/run.ts";
import { useLab } from "../../lab/store.ts";
import type { Connection } from "../connections/connection-book.ts";
import type { TimeWindow } from "../time/time-window.ts";
import { useSize } from "../use-size.ts";
import { ConnectionBox, ConnectionList } from "./connection-list.tsx";
import { Ladder } from "./ladder.tsx";
import { PacketKey } from "./packet-key.tsx";
import { packetLines } from "./packet-line.ts";
import { PacketReadout } from "./packet-readout.tsx";
import { PacketTable } from "./packet-table.tsx";
import styles from "./packets.module.css";
import { WindowPlot } from "./window-plot.tsx";
import { windowSeries } from "./window-series.ts";

interface PacketsOfProps {
	readonly run: Run;
	readonly connections: readonly Connection[];
	readonly connection: Connection;
	readonly onChoose: (name: string) => void;
	readonly asTable: boolean;
	/** The switch between what can be shown. */
	readonly modes: ReactNode;
}

/** Room for the list of connections beside the rest, and for the plot beside the ladder. */
const WIDE = 720;
const BESIDE = 520;
const CLOSEST = 4_096;
const FARTHEST = 1 / 64;

/** The packets of one connection: as a ladder with the sender's windows, or as a table. */
export function PacketsOf({ run, connections, connection, onChoose, asTable, modes }: PacketsOfProps): ReactElement {
	const [ref, { width }] = useSize<HTMLDivElement>();
	useEffect(() => {
		useLab.getState().setByPacket(true);
		return () => useLab.getState().setByPacket(false);
	}, []);
	const [zoom, setZoom] = useState(1);
	const [seen, setSeen] = useState<TimeWindow>();
	const lines = useMemo(() => packetLines(connection, run.trace), [connection, run]);
	const series = useMemo(() => windowSeries(lines), [lines]);
	const perLink = useMemo(() => {
		const counts = new Map<string, number>();
		for (const { link } of connections) counts.set(link, (counts.get(link) ?? 0) + 1);
		return counts;
	}, [connections]);
	const isOne = ({ link }: Connection): boolean => perLink.get(link) === 1;
	const hasList = width >= WIDE;
	const changeZoom = (next: number): void => setZoom(Math.max(FARTHEST, Math.min(CLOSEST, next)));
	const chooser = { connections, chosen: connection.name, onChoose, isOne };
	const sender = series?.fromClient ? connection.from : connection.to;
	return (
		<div className={styles.place} ref={ref}>
			<div className={styles.tools}>
				{modes}
				{width > 0 && !hasList && <ConnectionBox {...chooser} />}
				{!asTable && lines.length > 0 && (
					<div className={styles.zoom}>
						<IconButton icon="minus" label="See more time" onClick={() => changeZoom(zoom / 2)} />
						<IconButton icon="plus" label="Look closer" onClick={() => changeZoom(zoom * 2)} />
					</div>
				)}
			</div>
			<div className={styles.all}>
				{hasList && <ConnectionList {...chooser} />}
				<div className={styles.one}>
					{!asTable && lines.length > 0 && <PacketKey lines={lines} />}
					{lines.length === 0 ? (
						<NoPackets connection={connection} />
					) : asTable ? (
						<PacketTable run={run} connection={connection} lines={lines} />
					) : (
						<div className={styles.figures} data-beside={width - (hasList ? 196 : 0) >= BESIDE}>
							{width > 0 && (
								<>
									<Ladder
										key={connection.name}
										{...{ run, connection, lines, zoom }}
										onZoom={changeZoom}
										onSeen={setSeen}
									/>
									{series && (
										<div className={styles.plotPlace}>
											<WindowPlot run={run} series={series} sender={sender} seen={seen} />
										</div>
									)}
								</>
							)}
						</div>
					)}
					{lines.length > 0 && <PacketReadout run={run} connection={connection} lines={lines} />}
				</div>
			</div>
		</div>
	);
}

/** On links where nothing is lost nor limited, messages are simulated whole. */
function NoPackets({ connection }: { readonly connection: Connection }): ReactElement {
	return (
		<div className={styles.empty}>
			<p>
				No packets were kept of this connection: on its link, whole messages were simulated. To see its packets, write{" "}
				<code>detail: packets</code> at <code>{connection.link}</code>.
			</p>
		</div>
	);
}
