import type { ReactElement } from "react";
import { classes } from "../../design/classes.ts";
import { crossPath } from "./arrow-path.ts";
import type { Mark, MarkSign } from "./mark.ts";
import styles from "./sequence.module.css";

/** How a sign is drawn around a point, about 12 px wide, and which colour its words have. */
interface SignLook {
	readonly tone: "plain" | "bad" | "effect" | "good" | "open" | "cached";
	draw(x: number, y: number): ReactElement;
}

export const signs: Readonly<Record<MarkSign, SignLook>> = {
	begin: { tone: "plain", draw: (x, y) => <circle className={styles.fullSign} cx={x} cy={y} r={4} /> },
	retry: {
		tone: "plain",
		draw: (x, y) => (
			<path className={styles.lineSign} d={`M${x + 4} ${y - 3.5}a5 5 0 1 0 1 4.5M${x + 4.5} ${y - 6}v3h-3`} />
		),
	},
	effect: { tone: "effect", draw: (x, y) => <path className={styles.fullSign} d={`M${x} ${y - 6}l6 6l-6 6l-6-6z`} /> },
	timeout: {
		tone: "bad",
		draw: (x, y) => (
			<g className={styles.lineSign}>
				<circle cx={x} cy={y} r={5.5} />
				<path d={`M${x} ${y - 3}V${y}l2.5 1.5`} />
			</g>
		),
	},
	cross: { tone: "bad", draw: (x, y) => <path className={styles.lineSign} d={crossPath(x, y, 4.5)} /> },
	restart: { tone: "plain", draw: (x, y) => <path className={styles.lineSign} d={`M${x} ${y + 5}v-9m-4 4l4-4l4 4`} /> },
	cache: {
		tone: "cached",
		draw: (x, y) => <path className={styles.lineSign} d={`M${x - 4.5} ${y - 4.5}h9v9h-9zM${x - 4.5} ${y - 0.5}h9`} />,
	},
	publish: {
		tone: "plain",
		draw: (x, y) => (
			<g className={styles.lineSign}>
				<circle cx={x} cy={y} r={1} />
				<path d={`M${x - 3.5} ${y - 4}a5.5 5.5 0 0 0 0 8M${x + 3.5} ${y - 4}a5.5 5.5 0 0 1 0 8`} />
			</g>
		),
	},
	ok: { tone: "good", draw: (x, y) => <path className={styles.lineSign} d={`M${x - 5} ${y}l3.5 3.5l6.5-7`} /> },
	failed: { tone: "bad", draw: (x, y) => <path className={styles.lineSign} d={crossPath(x, y, 4)} /> },
	unknown: {
		tone: "open",
		draw: (x, y) => (
			<text className={styles.questionSign} x={x} y={y + 5} textAnchor="middle">
				?
			</text>
		),
	},
};

/** A sign by itself, with nothing to press. */
export function SignDrawing({
	mark,
	x,
	y,
}: {
	readonly mark: Mark;
	readonly x: number;
	readonly y: number;
}): ReactElement {
	const look = signs[mark.sign];
	return (
		<g className={classes(styles[look.tone])}>
			<rect className={styles.signGround} x={x - 8} y={y - 8} width={16} height={16} rx={8} />
			{look.draw(x, y)}
		</g>
	);
}
