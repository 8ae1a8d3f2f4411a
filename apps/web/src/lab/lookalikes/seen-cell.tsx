import type { Nanoseconds } from "@roundtrip/model";
import type { ReactElement } from "react";
import { momentText } from "../moment-text.ts";
import styles from "./lookalikes.module.css";
import type { SeenLine } from "./silent-run.ts";

interface SeenCellProps {
	readonly title: string;
	readonly lines: readonly SeenLine[];
	/** So many of them, from the first, are the same in every run. */
	readonly equal: number;
	readonly durationNs: Nanoseconds;
}

/** What the client has seen in one run, line by line. */
export function SeenCell({ title, lines, equal, durationNs }: SeenCellProps): ReactElement {
	return (
		<li className={styles.cell}>
			<h4 className={styles.story}>{title}</h4>
			<ol className={styles.lines}>
				{lines.map(({ atNs, words, event }, at) => (
					<li key={event} className={styles.line} data-equal={at < equal}>
						<span className={styles.time}>{momentText(atNs, durationNs)}</span>
						<span>{words}</span>
					</li>
				))}
			</ol>
		</li>
	);
}
