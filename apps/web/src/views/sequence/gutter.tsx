import type { Nanoseconds } from "@roundtrip/model";
import { type ReactElement, useMemo } from "react";
import { momentText } from "../../lab/moment-text.ts";
import styles from "./sequence.module.css";
import type { VerticalScale } from "./vertical-scale.ts";

interface GutterProps {
	readonly durationNs: Nanoseconds;
	readonly scale: VerticalScale;
	readonly top: number;
	readonly bottom: number;
}

/** The times at the left: round ones on the true scale, that of each moment where every event has a row. */
export function Gutter({ durationNs, scale, top, bottom }: GutterProps): ReactElement {
	const times = useMemo(() => {
		const stops = scale.stops(top, bottom);
		const labelled = stops.map(({ y, timeNs, label }) => ({ y, label: label ?? momentText(timeNs, durationNs) }));
		// Moments closer than the last digit are told once.
		return labelled.filter(({ label }, at) => label !== labelled[at - 1]?.label);
	}, [durationNs, scale, top, bottom]);
	return (
		<div className={styles.gutter} aria-hidden="true">
			{times.map(({ y, label }) => (
				<span key={y} className={styles.time} style={{ top: y }}>
					{label}
				</span>
			))}
		</div>
	);
}
