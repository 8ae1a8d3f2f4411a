import { memo, type ReactElement, useMemo } from "react";
import { shownUntilNs, useLab } from "../store.ts";
import styles from "./event-marks.module.css";
import { impairmentsOf } from "./impairments.ts";
import { marksOf } from "./marks.ts";

/** A tick for each event of the run, in the colour of its meaning. */
export const EventMarks = memo(function EventMarks(): ReactElement | null {
	const run = useLab((lab) => lab.run);
	const untilNs = useLab(shownUntilNs);
	const marks = useMemo(() => (run ? marksOf(run.trace, untilNs) : []), [run, untilNs]);
	const impairments = useMemo(() => (run ? impairmentsOf(run.trace, untilNs) : []), [run, untilNs]);
	return (
		<svg aria-hidden="true" className={styles.marks} preserveAspectRatio="none">
			{impairments.map(({ from, to, how }) => (
				<rect
					key={`${how} ${from} ${to}`}
					x={`${from * 100}%`}
					y={2}
					width={`${(to - from) * 100}%`}
					height={20}
					fill={how === "cut" ? "var(--lost-soft)" : "var(--waiting-soft)"}
				/>
			))}
			{marks.map(({ share, meaning, height }) => (
				<rect
					key={share}
					x={`${share * 100}%`}
					y={18 - height}
					width="1.5"
					height={height}
					fill={meaning === undefined ? "var(--line-strong)" : `var(--${meaning})`}
				/>
			))}
		</svg>
	);
});
