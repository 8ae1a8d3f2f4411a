import type { ReactElement, ReactNode } from "react";
import styles from "./chip.module.css";
import { Icon } from "./icon.tsx";

interface ChipProps {
	/** `bad` is for what goes wrong on purpose. */
	readonly look?: "plain" | "bad";
	/** What taking it away is called. */
	readonly removeLabel: string;
	readonly onRemove: () => void;
	readonly children: ReactNode;
}

/** Something that was added, and a way to take it away again. */
export function Chip({ look = "plain", removeLabel, onRemove, children }: ChipProps): ReactElement {
	return (
		<span className={styles.chip} data-look={look}>
			<span className={styles.words}>{children}</span>
			<button type="button" className={styles.remove} aria-label={removeLabel} title="Remove" onClick={onRemove}>
				<Icon name="close" size={12} />
			</button>
		</span>
	);
}
