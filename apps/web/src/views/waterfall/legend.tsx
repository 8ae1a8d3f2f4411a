import type { ReactElement } from "react";
import { PartShape } from "./bar.tsx";
import { PARTS, type Part, partNames } from "./part.ts";
import styles from "./waterfall.module.css";

/** What the parts of the bars stand for; only those that a run has. */
export function Legend({ present }: { readonly present: ReadonlySet<Part> }): ReactElement {
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
		</ul>
	);
}
