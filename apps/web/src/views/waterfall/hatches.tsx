import type { ReactElement } from "react";
import styles from "./waterfall.module.css";

/** The patterns of waiting for a worker and for a connection, referred to by the styles of all bars of the page. */
export function Hatches(): ReactElement {
	return (
		<svg aria-hidden="true" width="0" height="0" className={styles.defs}>
			<defs>
				<pattern
					id="waterfall-waiting"
					width="4"
					height="4"
					patternUnits="userSpaceOnUse"
					patternTransform="rotate(45)"
				>
					<rect width="4" height="4" className={styles.hatchGround} />
					<rect width="1.5" height="4" className={styles.hatchLine} />
				</pattern>
				<pattern
					id="waterfall-connection"
					width="4"
					height="4"
					patternUnits="userSpaceOnUse"
					patternTransform="rotate(-45)"
				>
					<rect width="4" height="4" className={styles.hatchGround} />
					<rect width="1" height="4" className={styles.hatchLine} />
				</pattern>
			</defs>
		</svg>
	);
}
