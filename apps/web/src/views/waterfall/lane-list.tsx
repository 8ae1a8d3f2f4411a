import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactElement, type RefObject, useMemo } from "react";
import type { Run } from "../../lab/run.ts";
import { useLab } from "../../lab/store.ts";
import { exchangeOf } from "../picked.ts";
import { connectionLanes } from "./connection-lanes.ts";
import { laneSize } from "./lane-size.ts";
import { LaneView } from "./lane-view.tsx";
import { AXIS_HEIGHT } from "./time-axis.tsx";
import styles from "./waterfall.module.css";
import type { WaterfallScale } from "./waterfall-scale.ts";

interface LaneListProps {
	readonly run: Run;
	readonly scale: WaterfallScale;
	readonly scroller: RefObject<HTMLElement | null>;
}

/** The lanes that are in sight: a connection each, with the requests that held it, and before them those that waited. */
export function LaneList({ run, scale, scroller }: LaneListProps): ReactElement {
	const lanes = useMemo(() => connectionLanes(run), [run]);
	const selected = useLab(({ selection }) => exchangeOf(selection, run.trace));
	const hovered = useLab(({ hover }) => exchangeOf(hover, run.trace));
	// oxlint-disable-next-line react/incompatible-library -- what it returns is read in this render only
	const virtualizer = useVirtualizer({
		count: lanes.length,
		getScrollElement: () => scroller.current,
		estimateSize: (index) => {
			const lane = lanes[index];
			return lane ? laneSize(lane).height : 0;
		},
		overscan: 4,
		scrollMargin: AXIS_HEIGHT,
		getItemKey: (index) => lanes[index]?.key ?? index,
	});
	return (
		<ol className={styles.rows} style={{ height: virtualizer.getTotalSize() }}>
			{virtualizer.getVirtualItems().map(({ index, start, key }) => {
				const lane = lanes[index];
				return (
					lane && (
						<LaneView
							key={key}
							lane={lane}
							top={start - AXIS_HEIGHT}
							scale={scale}
							selected={selected}
							hovered={hovered}
						/>
					)
				);
			})}
		</ol>
	);
}
