import { type ExchangeReport, formatDuration } from "@roundtrip/analysis";
import { memo, type ReactElement } from "react";
import { classes } from "../../design/classes.ts";
import { Bar } from "./bar.tsx";
import { OutcomeCell } from "./outcome-cell.tsx";
import { rowWords } from "./row-words.ts";
import styles from "./waterfall.module.css";
import type { WaterfallRow } from "./waterfall-rows.ts";
import type { WaterfallScale } from "./waterfall-scale.ts";

interface WaterfallRowProps {
	readonly row: WaterfallRow;
	readonly report: ExchangeReport | undefined;
	/** The same exchange in the other world. */
	readonly other: WaterfallRow | undefined;
	readonly top: number;
	readonly height: number;
	readonly scale: WaterfallScale;
	readonly isOpen: boolean;
	readonly isSelected: boolean;
	readonly isHovered: boolean;
	readonly isCurrent: boolean;
	readonly index: number;
	readonly count: number;
	readonly onPick: (row: WaterfallRow) => void;
	readonly onToggle: (row: WaterfallRow) => void;
	readonly onHover: (row: WaterfallRow | null) => void;
}

const BAR_HEIGHTS = [14, 10, 8] as const;
const OTHER_HEIGHT = 5;
const OPENER = 24;

/** One row: what it is, its bar on the scale of time, and how it ended. */
export const WaterfallRowView = memo((props: WaterfallRowProps): ReactElement => {
	const { row, report, other, top, height, scale, isOpen, isSelected, isHovered, isCurrent } = props;
	const barHeight = BAR_HEIGHTS[Math.min(row.depth, 2)] ?? 8;
	const barTop = ((other ? height - OTHER_HEIGHT - 3 : height) - barHeight) / 2;
	const { chartWidth, labelWidth, xOf } = scale;
	const indent = row.depth * 16;
	return (
		<li
			className={classes(styles.row, isSelected && styles.selected, isHovered && styles.hovered)}
			style={{ transform: `translateY(${top}px)`, height }}
			aria-setsize={props.count}
			aria-posinset={props.index + 1}
			data-row={row.key}
			onPointerEnter={() => props.onHover(row)}
			onPointerLeave={() => props.onHover(null)}
		>
			<span className={styles.opener} style={{ width: OPENER + indent }}>
				{row.canOpen && <Opener isOpen={isOpen} name={row.name} onToggle={() => props.onToggle(row)} />}
			</span>
			<button
				type="button"
				className={styles.pick}
				tabIndex={isCurrent ? 0 : -1}
				aria-label={rowWords(row, report)}
				aria-pressed={isSelected}
				onClick={() => props.onPick(row)}
			>
				<span
					className={styles.label}
					style={{ width: labelWidth - OPENER - indent }}
					title={`${row.name} ${row.detail}`}
				>
					{row.depth === 0 && <span className={styles.number}>{row.exchange}</span>}
					<span className={styles.name}>{row.name}</span>
					<span className={styles.detail}>{row.detail}</span>
				</span>
				<svg className={styles.chart} aria-hidden="true" width={chartWidth} height={height}>
					<Bar
						stretches={row.stretches}
						lossesAt={row.lossesAt}
						itemsAt={row.itemsAt}
						xOf={xOf}
						width={chartWidth}
						top={barTop}
						height={barHeight}
					/>
					{other && (
						<Bar
							stretches={other.stretches}
							lossesAt={[]}
							xOf={xOf}
							width={chartWidth}
							top={barTop + barHeight + 3}
							height={OTHER_HEIGHT}
						/>
					)}
				</svg>
				<span className={styles.end}>
					{report && <OutcomeCell outcome={report.outcome} />}
					<span className={styles.total}>
						{formatDuration(row.endAt - row.startAt, "tabular")}
						{other && (
							<span className={styles.otherTotal}>{formatDuration(other.endAt - other.startAt, "tabular")}</span>
						)}
					</span>
				</span>
			</button>
		</li>
	);
});

interface OpenerProps {
	readonly isOpen: boolean;
	readonly name: string;
	readonly onToggle: () => void;
}

function Opener({ isOpen, name, onToggle }: OpenerProps): ReactElement {
	return (
		<button type="button" tabIndex={-1} aria-expanded={isOpen} aria-label={`Parts of ${name}`} onClick={onToggle}>
			<svg aria-hidden="true" width="10" height="10" viewBox="0 0 10 10">
				<path d={isOpen ? "M1 3l4 4l4-4" : "M3 1l4 4l-4 4"} />
			</svg>
		</button>
	);
}
