import type { ReactElement } from "react";
import styles from "./layer-stack.module.css";
import type { Mark } from "./marks.ts";

interface MarkChoiceProps {
	readonly marks: readonly Mark[];
	readonly marked: Mark | undefined;
	readonly onMark: (mark: Mark) => void;
}

/** Which layer's bytes are marked. */
export function MarkChoice({ marks, marked, onMark }: MarkChoiceProps): ReactElement | null {
	if (marks.length === 0) return null;
	return (
		<ul className={styles.marks} aria-label="Mark the bytes of">
			{marks.map((mark) => (
				<li key={`${mark.id} ${mark.name}`}>
					<button
						type="button"
						className={styles.markButton}
						aria-pressed={mark === marked}
						onClick={() => onMark(mark)}
					>
						{mark.name} <span className={styles.count}>{mark.to - mark.from} B</span>
					</button>
				</li>
			))}
		</ul>
	);
}
