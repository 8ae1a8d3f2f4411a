import type { ReactElement } from "react";
import { classes } from "../../design/classes.ts";
import type { PlacedLabel } from "./label.ts";
import styles from "./sequence.module.css";

/** Words in the drawing, with a rim of paper so that they stay readable over lines. */
export function LabelText({
	label,
	className,
}: {
	readonly label: PlacedLabel;
	readonly className?: string | undefined;
}): ReactElement {
	const { text, x, y, angle, anchor } = label;
	return (
		<text
			className={classes(styles.words, className)}
			x={x}
			y={y}
			textAnchor={anchor}
			{...(angle === 0 ? {} : { transform: `rotate(${angle.toFixed(2)} ${x} ${y + 5})` })}
		>
			{text}
		</text>
	);
}
