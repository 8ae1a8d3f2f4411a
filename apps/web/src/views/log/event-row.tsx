import { explain } from "@roundtrip/analysis";
import type { Trace } from "@roundtrip/model";
import { memo, type ReactElement } from "react";
import { classes } from "../../design/classes.ts";
import { momentText } from "../../lab/moment-text.ts";
import styles from "./event-log.module.css";
import { EventSign } from "./event-sign.tsx";

interface EventRowProps {
	readonly id: string;
	readonly trace: Trace;
	readonly seq: number;
	readonly durationNs: number;
	readonly top: number;
	readonly position: number;
	readonly count: number;
	readonly when: "past" | "now" | "future";
	readonly isSelected: boolean;
	readonly isHovered: boolean;
	readonly onPick: (seq: number) => void;
	readonly onHover: (seq: number | null) => void;
}

/** One event: when, where, what, and in which call. */
export const EventRow = memo((props: EventRowProps): ReactElement => {
	const { trace, seq, when, isSelected, isHovered } = props;
	const event = trace.event(seq);
	const sentence = explain(event, trace);
	return (
		// biome-ignore lint/a11y/useKeyWithClickEvents: the list around it takes the keys
		<div
			id={props.id}
			className={classes(styles.row, styles[when], isSelected && styles.selected, isHovered && styles.hovered)}
			style={{ transform: `translateY(${props.top}px)` }}
			role="option"
			tabIndex={-1}
			aria-selected={isSelected}
			aria-setsize={props.count}
			aria-posinset={props.position + 1}
			{...(when === "now" ? { "aria-current": "step" as const } : {})}
			onClick={() => props.onPick(seq)}
			onPointerEnter={() => props.onHover(seq)}
			onPointerLeave={() => props.onHover(null)}
		>
			<span className={styles.time}>{momentText(event.at, props.durationNs)}</span>
			<span className={styles.sign}>
				<EventSign event={event} />
			</span>
			<span className={styles.sentence} title={sentence}>
				{sentence}
			</span>
			<span className={styles.node}>{event.node}</span>
			<span className={styles.call}>{"message" in event ? event.message : "call" in event ? event.call : ""}</span>
		</div>
	);
});
