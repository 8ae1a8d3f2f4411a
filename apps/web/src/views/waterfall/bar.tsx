import { formatDuration } from "@roundtrip/analysis";
import type { Nanoseconds } from "@roundtrip/model";
import type { ReactElement } from "react";
import { crossPath } from "../sequence/arrow-path.ts";
import { type Part, partNames } from "./part.ts";
import type { Stretch } from "./stretch.ts";
import styles from "./waterfall.module.css";

interface BarProps {
	readonly stretches: readonly Stretch[];
	readonly lossesAt: readonly Nanoseconds[];
	readonly itemsAt?: readonly Nanoseconds[];
	readonly xOf: (timeNs: Nanoseconds) => number;
	readonly width: number;
	readonly top: number;
	readonly height: number;
}

/** Thinner than this a stretch would vanish. */
const THINNEST = 1.5;

/** One bar of the waterfall: a stretch for each part of the time, a cross where a message was lost. */
export function Bar({ stretches, lossesAt, itemsAt = [], xOf, width, top, height }: BarProps): ReactElement {
	return (
		<g>
			{stretches.map(({ part, startAt, endAt }) => {
				const x0 = Math.max(-4, xOf(startAt));
				const x1 = Math.min(width + 4, xOf(endAt));
				if (x1 < 0 || x0 > width) return null;
				return (
					<g key={startAt + part}>
						<title>{`${partNames[part]}: ${formatDuration(endAt - startAt)}`}</title>
						<PartShape part={part} x={x0} width={Math.max(THINNEST, x1 - x0)} top={top} height={height} />
					</g>
				);
			})}
			{separate(itemsAt.map(xOf)).map((x) => (
				<line key={x} className={styles.item} x1={x} x2={x} y1={top + 2} y2={top + height - 2} />
			))}
			{lossesAt.map((at) => (
				<path key={at} className={styles.cross} d={crossPath(xOf(at), top + height / 2, Math.min(4.5, height / 2))} />
			))}
		</g>
	);
}

/** Closer than this two items look like one. */
const APART = 2;

/** Of places that are as good as one, the first. */
function separate(places: readonly number[]): readonly number[] {
	let last = Number.NEGATIVE_INFINITY;
	return places.filter((x) => {
		if (x - last < APART) return false;
		last = x;
		return true;
	});
}

interface PartShapeProps {
	readonly part: Part;
	readonly x: number;
	readonly width: number;
	readonly top: number;
	readonly height: number;
}

/** How a part is drawn: waiting is hatched, work is full, what comes to nothing is a broken outline. */
export function PartShape({ part, x, width, top, height }: PartShapeProps): ReactElement {
	if (part === "backoff") {
		const y = top + height / 2;
		return <line className={styles.backoff} x1={x} x2={x + width} y1={y} y2={y} />;
	}
	// Outlines lie within the stretch, so that neighbours don't overlap.
	const inset = outlined[part] ? Math.min(0.5, width / 4) : 0;
	return (
		<rect
			className={styles[part]}
			x={x + inset}
			y={top + inset}
			width={Math.max(0.5, width - 2 * inset)}
			height={height - 2 * inset}
		/>
	);
}

const outlined: Readonly<Partial<Record<Part, true>>> = {
	connection: true,
	dns: true,
	connect: true,
	tls: true,
	queue: true,
	response: true,
	stream: true,
	timeout: true,
};
