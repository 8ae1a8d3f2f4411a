import type { ReactElement } from "react";
import { momentText } from "../moment-text.ts";
import { shownUntilNs, useLab } from "../store.ts";
import { EventMarks } from "./event-marks.tsx";
import styles from "./scrubber.module.css";

/** The whole run as one line with its events as marks; the moment is moved along it. */
export function Scrubber(): ReactElement {
	const durationNs = useLab(shownUntilNs);
	const timeNs = useLab((lab) => lab.cursor.timeNs);
	const seek = useLab((lab) => lab.seek);
	const share = durationNs === 0 ? 0 : timeNs / durationNs;
	return (
		<div className={styles.scrubber}>
			<div className={styles.track}>
				<EventMarks />
				<div className={styles.line} />
				<div className={styles.passed} style={{ width: `${share * 100}%` }} />
				<input
					className={styles.input}
					type="range"
					min={0}
					max={Math.max(1, durationNs)}
					step={1}
					value={timeNs}
					disabled={durationNs === 0}
					aria-label="Moment of the run"
					aria-valuetext={`${momentText(timeNs, durationNs)} of ${momentText(durationNs, durationNs)}`}
					onChange={(event) => seek(Number(event.target.value))}
				/>
				<div className={styles.head} style={{ left: `${share * 100}%` }} />
			</div>
			<p className={styles.times} data-testid="times">
				<span className={styles.now}>{momentText(timeNs, durationNs)}</span>
				<span className={styles.of}> / {momentText(durationNs, durationNs)}</span>
			</p>
		</div>
	);
}
