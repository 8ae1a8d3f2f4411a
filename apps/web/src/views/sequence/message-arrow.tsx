import { formatDuration, formatSize, type MessageFlight } from "@roundtrip/analysis";
import { memo, type ReactElement } from "react";
import { classes } from "../../design/classes.ts";
import { longName } from "../../lab/item.ts";
import type { Run } from "../../lab/run.ts";
import { pick, pointAt } from "../pick.ts";
import { barPath, crossPath, headPath, pointPath } from "./arrow-path.ts";
import { DIFFERS } from "./differs.ts";
import type { PlacedArrow } from "./geometry.ts";
import type { PlacedLabel } from "./label.ts";
import { LabelText } from "./label-text.tsx";
import styles from "./sequence.module.css";

interface MessageArrowProps {
	readonly run: Run;
	readonly flight: MessageFlight;
	readonly arrow: PlacedArrow;
	readonly label: PlacedLabel | undefined;
	readonly isSelected: boolean;
	readonly isHovered: boolean;
	/** The run beside doesn't have it, or has it otherwise. */
	readonly differs: boolean;
}

/**
 * One message: a full line and head for a request, dashed and open for a response, a cross where it was lost. An item of a
 * stream is a thinner line with a point at its end; the end of a stream has a bar there.
 */
export const MessageArrow = memo((props: MessageArrowProps): ReactElement => {
	const { run, flight, arrow, label, isSelected, isHovered, differs } = props;
	const { direction, item, lost } = flight;
	const selection = { kind: "message", id: flight.message } as const;
	const line = { x1: arrow.x0, y1: arrow.y0, x2: arrow.x1, y2: arrow.y1 };
	return (
		// biome-ignore lint/a11y/useSemanticElements: a button can't stand in an SVG
		<g
			role="button"
			tabIndex={-1}
			aria-label={`${arrowName(flight)}${differs ? DIFFERS : ""}`}
			aria-pressed={isSelected}
			data-message={flight.message}
			className={classes(
				styles.arrow,
				styles[direction],
				item !== undefined && styles.item,
				isSelected && styles.selected,
				isHovered && styles.hovered,
			)}
			onClick={() => pick(selection, run)}
			onKeyDown={(event) => {
				if (event.key === "Enter") pick(selection, run);
			}}
			onPointerEnter={() => pointAt(selection, run)}
			onPointerLeave={() => pointAt(null)}
		>
			<line className={styles.reach} {...line} />
			{differs && <line className={styles.differing} {...line} />}
			{(isSelected || isHovered) && <line className={styles.halo} {...line} />}
			<line className={styles.line} {...line} />
			{lost ? (
				<path className={styles.cross} d={crossPath(arrow.x1, arrow.y1)} />
			) : (
				<path className={styles.head} d={pathOfHead(arrow, direction, item)} />
			)}
			{label && <LabelText label={label} className={lost ? styles.lostWords : styles[`${direction}Words`]} />}
		</g>
	);
});

function pathOfHead(arrow: PlacedArrow, direction: MessageFlight["direction"], item: MessageFlight["item"]): string {
	if (item === "end") return barPath(arrow);
	return item === undefined ? headPath(arrow, direction === "request" ? "full" : "open") : pointPath(arrow);
}

function arrowName(flight: MessageFlight): string {
	const { from, to, size, sentAt, deliveredAt, lost } = flight;
	const end = lost
		? `, lost after ${formatDuration(lost.at - sentAt)}`
		: deliveredAt === undefined
			? ""
			: `, arrived after ${formatDuration(deliveredAt - sentAt)}`;
	return `${longName(flight)} from ${from} to ${to}, ${formatSize(size)}, sent at ${formatDuration(sentAt)}${end}`;
}
