import type { ReactElement } from "react";
import { SPEEDS, speedText } from "../speeds.ts";
import { useLab } from "../store.ts";
import styles from "./speed-choice.module.css";

/** How fast virtual time runs, against real time. */
export function SpeedChoice(): ReactElement {
	const speed = useLab((lab) => lab.speed);
	const setSpeed = useLab((lab) => lab.setSpeed);
	return (
		<label className={styles.speed} title="Virtual seconds a second (+ and −)">
			<span className="visually-hidden">Speed, against real time</span>
			<select className={styles.select} value={speed} onChange={(event) => setSpeed(Number(event.target.value))}>
				{SPEEDS.map((each) => (
					<option key={each} value={each}>
						{speedText(each)}
					</option>
				))}
			</select>
		</label>
	);
}
