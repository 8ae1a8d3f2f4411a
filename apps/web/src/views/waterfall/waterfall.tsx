import { lazy, type ReactElement, Suspense, useCallback, useMemo, useRef, useState } from "react";
import { Button, IconButton } from "../../design/button.tsx";
import { Segmented } from "../../design/segmented.tsx";
import type { Run } from "../../lab/run.ts";
import { useLab } from "../../lab/store.ts";
import { exchangeOf } from "../picked.ts";
import { useSize } from "../use-size.ts";
import { Hatches } from "./hatches.tsx";
import { Legend } from "./legend.tsx";
import { presentParts } from "./present-parts.ts";
import { TimeAxis } from "./time-axis.tsx";
import { useTimeWindow } from "./use-time-window.ts";
import styles from "./waterfall.module.css";
import { WaterfallCursor } from "./waterfall-cursor.tsx";
import { WaterfallList } from "./waterfall-list.tsx";
import { waterfallScale } from "./waterfall-scale.ts";

/** What is not seen at first is loaded when it is. */
const LaneList = lazy(async () => ({ default: (await import("./lane-list.tsx")).LaneList }));

type Rows = "request" | "connection";

const ROWS = [
	{ value: "request", label: "By request" },
	{ value: "connection", label: "By connection" },
] as const;

/** Where the time of each exchange went, time running from left to right. */
export function Waterfall(): ReactElement {
	const run = useLab((lab) => lab.run);
	const other = useLab((lab) => lab.other);
	if (!run) return <p className={styles.empty}>No run yet.</p>;
	if (run.exchanges.length === 0) return <p className={styles.empty}>No client asked for anything in this run.</p>;
	return <WaterfallOf run={run} other={other} />;
}

function WaterfallOf({ run, other }: { readonly run: Run; readonly other: Run | null }): ReactElement {
	const [sizeRef, { width }] = useSize<HTMLElement>();
	const scroller = useRef<HTMLElement>(null);
	const setScroller = useCallback(
		(element: HTMLElement | null) => {
			scroller.current = element;
			return sizeRef(element);
		},
		[sizeRef],
	);
	const isBeside = useLab((lab) => lab.beside !== null);
	const selected = useLab(({ selection }) => exchangeOf(selection, run.trace));
	const present = useMemo(() => presentParts(run), [run]);
	const [rows, setRows] = useState<Rows>("request");
	const hasConnections = useMemo(() => run.roundTrips.some(({ reason }) => reason === "connect"), [run]);
	const byConnection = rows === "connection" && hasConnections;
	const untilNs = Math.max(run.durationNs, other?.durationNs ?? 0);
	const report = run.exchanges.find(({ exchange }) => exchange === selected);
	const { window, isWhole, zoom, showAll } = useTimeWindow({ run, untilNs, scroller, width, selected: report });
	const { fromNs, toNs } = window;
	const scale = useMemo(() => waterfallScale({ fromNs, toNs }, width), [fromNs, toNs, width]);
	return (
		<div className={styles.waterfall}>
			<Hatches />
			<div className={styles.tools}>
				{hasConnections && <Segmented label="Rows" choices={ROWS} value={rows} onChange={setRows} />}
				<Legend present={present} other={byConnection ? undefined : isBeside ? "beside" : other?.world} />
				<div className={styles.zoom}>
					{!isWhole && (
						<Button look="plain" onClick={showAll}>
							Whole run
						</Button>
					)}
					<IconButton icon="minus" label="See more time" disabled={isWhole} onClick={() => zoom(2)} />
					<IconButton icon="plus" label="Look closer" onClick={() => zoom(0.5)} />
				</div>
			</div>
			<section className={styles.scroller} ref={setScroller} aria-label={byConnection ? "Connections" : "Exchanges"}>
				{width > 0 && (
					<>
						<div className={styles.head}>
							<span className={styles.headLabel} style={{ width: scale.labelWidth }}>
								{byConnection ? "Connection" : "Exchange"}
							</span>
							<TimeAxis scale={scale} />
							<span className={styles.headEnd} style={{ width: scale.endWidth }}>
								{byConnection ? "Carried" : scale.isWide ? "Outcome and total" : "Total"}
							</span>
						</div>
						<div className={styles.body} data-wide={scale.isWide}>
							<svg
								className={styles.grid}
								aria-hidden="true"
								style={{ left: scale.labelWidth }}
								width={scale.chartWidth}
							>
								{scale.ticks.map(({ timeNs }) => (
									<line key={timeNs} x1={scale.xOf(timeNs)} x2={scale.xOf(timeNs)} y1="0" y2="100%" />
								))}
							</svg>
							{/* Another height of rows is another list. */}
							{byConnection ? (
								<Suspense>
									<LaneList run={run} scale={scale} scroller={scroller} />
								</Suspense>
							) : (
								<WaterfallList key={other ? "both" : "one"} run={run} other={other} scale={scale} scroller={scroller} />
							)}
							<WaterfallCursor run={run} scale={scale} />
						</div>
					</>
				)}
			</section>
		</div>
	);
}
