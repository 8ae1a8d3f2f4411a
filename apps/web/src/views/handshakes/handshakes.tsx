import { type ReactElement, type ReactNode, useMemo, useState } from "react";
import { Button, IconButton } from "../../design/button.tsx";
import type { Run } from "../../lab/run.ts";
import type { Connection } from "../connections/connection-book.ts";
import { ticksBetween } from "../time/ticks.ts";
import { useSize } from "../use-size.ts";
import styles from "./handshakes.module.css";
import { tlsPackets } from "./packet-span.ts";
import { setUpOf } from "./set-up.ts";
import { SetUpColumn } from "./set-up-column.tsx";

interface HandshakesProps {
	readonly run: Run;
	readonly connections: readonly Connection[];
	/** The switch between what can be shown. */
	readonly modes: ReactNode;
}

/** So many at first; more are drawn when they are asked for. */
const FEW = 24;
const AXIS = 56;
const LEAST_COLUMN = 164;
const WIDEST_COLUMN = 248;
const HEAD = 68;
const PADDING = 16;
const LEAST_HEIGHT = 240;

/** The set-up of every connection side by side on one scale of time, each from its own begin, round-trips numbered. */
export function Handshakes({ run, connections, modes }: HandshakesProps): ReactElement {
	const [ref, { width, height }] = useSize<HTMLElement>();
	const [zoom, setZoom] = useState(1);
	const [most, setMost] = useState(FEW);
	const setUps = useMemo(
		() => connections.slice(0, most).map((connection) => setUpOf(connection, tlsPackets(connection, run.trace))),
		[connections, most, run],
	);
	const longestNs = Math.max(1, ...setUps.map(({ startAt, endAt }) => endAt - startAt));
	const bodyHeight = Math.max(LEAST_HEIGHT, height - HEAD) * zoom;
	const yOf = useMemo(() => {
		const perNs = (bodyHeight - 2 * PADDING) / longestNs;
		return (timeNs: number): number => PADDING + timeNs * perNs;
	}, [bodyHeight, longestNs]);
	// What doesn't fit side by side stands below, on the same scale.
	const perLine = Math.max(1, Math.min(setUps.length, Math.floor((width - AXIS) / LEAST_COLUMN)));
	const columnWidth = Math.min(WIDEST_COLUMN, Math.floor((width - AXIS) / perLine));
	const lines = linesOf(setUps, perLine);
	const ticks = ticksBetween(0, longestNs, Math.max(2, bodyHeight / 64));
	const isOne = (link: string): boolean => connections.filter((each) => each.link === link).length === 1;
	return (
		<div className={styles.place}>
			<div className={styles.bar}>
				{modes}
				<p className={styles.hint}>Until the first answer; round-trips numbered</p>
				<div className={styles.zoom}>
					<IconButton icon="minus" label="See more time" disabled={zoom <= 1} onClick={() => setZoom(zoom / 2)} />
					<IconButton icon="plus" label="Look closer" onClick={() => setZoom(Math.min(64, zoom * 2))} />
				</div>
			</div>
			<section
				className={styles.scroller}
				ref={ref}
				// biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
				tabIndex={0}
				aria-label="Set-up of each connection"
			>
				{width > 0 &&
					lines.map((line) => (
						<div key={line[0]?.connection.name} className={styles.columns}>
							<svg
								className={styles.axis}
								width={AXIS}
								height={bodyHeight}
								style={{ marginTop: HEAD }}
								aria-hidden="true"
							>
								{ticks.map(({ timeNs, label }) => (
									<text key={timeNs} x={AXIS - 8} y={yOf(timeNs) + 4} textAnchor="end">
										{label}
									</text>
								))}
							</svg>
							<ol className={styles.list}>
								{line.map((setUp) => (
									<SetUpColumn
										key={setUp.connection.name}
										run={run}
										setUp={setUp}
										isOne={isOne(setUp.connection.link)}
										width={columnWidth}
										height={bodyHeight}
										head={HEAD}
										yOf={yOf}
										ticks={ticks}
									/>
								))}
							</ol>
						</div>
					))}
				{connections.length > most && (
					<p className={styles.more}>
						<Button onClick={() => setMost(most + 96)}>{`Show more of ${connections.length}`}</Button>
					</p>
				)}
			</section>
		</div>
	);
}

/** So many of them a line. */
function linesOf<Each>(all: readonly Each[], perLine: number): readonly (readonly Each[])[] {
	return Array.from({ length: Math.ceil(all.length / perLine) }, (_, line) =>
		all.slice(line * perLine, (line + 1) * perLine),
	);
}
