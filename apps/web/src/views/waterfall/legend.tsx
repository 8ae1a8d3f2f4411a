import type { World } from "@roundtrip/model";
import type { ReactElement } from "react";
import { PartShape } from "./bar.tsx";
import { PARTS, type Part, partNames } from "./part.ts";
import styles from "./waterfall.module.css";

interface LegendProps {
	readonly present: ReadonlySet<Part>;
	/** What the thin bars are of, where there are any: the other world, or the run beside. */
	readonly other: World | "beside" | undefined;
}

/** What the parts of the bars stand for; only those that a run has. */
export function Legend({ present, other }: LegendProps): ReactElement {
	return (
		<ul className={styles.legend} aria-label="Parts of the bars">
			{PARTS.filter((part) => present.has(part)).map((part) => (
				<li key={part} className={styles.entry}>
					<svg aria-hidden="true" width="20" height="10">
						<PartShape part={part} x={0} width={20} top={0} height={10} />
					</svg>
					{partNames[part]}
				</li>
			))}
			{other && (
				<li className={styles.entry}>
					<svg aria-hidden="true" width="20" height="10">
						<PartShape part="work" x={0} width={20} top={5} height={4} />
					</svg>
					{`thin, below: ${other}`}
				</li>
			)}
		</ul>
	);
}
