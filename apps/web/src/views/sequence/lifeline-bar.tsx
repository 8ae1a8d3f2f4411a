import type { ReactElement } from "react";
import { HALF_BAR } from "./geometry.ts";
import styles from "./sequence.module.css";
import type { Bar } from "./sequence-model.ts";

interface LifelineBarProps {
	readonly bar: Bar;
	readonly x: number;
	readonly y0: number;
	readonly y1: number;
	readonly hatchId: string;
}

/** A stretch of a lifeline: waiting is an outline, queueing is hatched, work is full, a dead node a broken line. */
export function LifelineBar({ bar, x, y0, y1, hatchId }: LifelineBarProps): ReactElement {
	const height = Math.max(2, y1 - y0);
	if (bar.kind === "down") return <line className={styles.down} x1={x} x2={x} y1={y0} y2={y0 + height} />;
	return (
		<rect
			className={styles[bar.kind]}
			x={x - HALF_BAR}
			y={y0}
			width={2 * HALF_BAR}
			height={height}
			{...(bar.kind === "queued" ? { fill: `url(#${hatchId})` } : {})}
		/>
	);
}
