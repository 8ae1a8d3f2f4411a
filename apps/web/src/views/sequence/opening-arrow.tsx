import type { ReactElement } from "react";
import { crossPath, headPath } from "./arrow-path.ts";
import type { SequenceItem } from "./geometry.ts";
import type { PlacedLabel } from "./label.ts";
import { LabelText } from "./label-text.tsx";
import styles from "./sequence.module.css";

type OpeningItem = Extract<SequenceItem, { readonly kind: "opening" }>;

/** A connection being opened: dotted there and, where somebody answers, back. */
export function OpeningArrow({
	item,
	label,
	differs,
}: {
	readonly item: OpeningItem;
	readonly label: PlacedLabel | undefined;
	/** The run beside doesn't have it, or has it otherwise. */
	readonly differs: boolean;
}): ReactElement {
	const { there, back, opening } = item;
	return (
		<g className={styles.opening}>
			{differs && <polyline className={styles.differing} points={pointsOf(item)} />}
			<line className={styles.line} x1={there.x0} y1={there.y0} x2={there.x1} y2={there.y1} />
			{back ? (
				<>
					<line className={styles.line} x1={back.x0} y1={back.y0} x2={back.x1} y2={back.y1} />
					<path className={styles.head} d={headPath(back, "open")} />
					{opening.refused && <path className={styles.cross} d={crossPath(there.x1, there.y1, 4)} />}
				</>
			) : (
				<path className={styles.cross} d={crossPath(there.x1, there.y1, 4)} />
			)}
			{label && <LabelText label={label} className={styles.openingWords} />}
		</g>
	);
}

function pointsOf({ there, back }: OpeningItem): string {
	const ends = [there.x0, there.y0, there.x1, there.y1, ...(back ? [back.x1, back.y1] : [])];
	return ends.join(" ");
}
