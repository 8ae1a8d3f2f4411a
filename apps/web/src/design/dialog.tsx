import { Dialog as Parts } from "@base-ui/react/dialog";
import type { ReactElement, ReactNode } from "react";
import { IconButton } from "./button.tsx";
import { classes } from "./classes.ts";
import styles from "./dialog.module.css";

interface DialogProps {
	readonly open: boolean;
	readonly onClose: () => void;
	readonly title: string;
	/** A sentence or two below the title. */
	readonly about?: ReactNode;
	/** `medium` for words; `wide` for figures side by side; `fitted` is as wide as what is in it. */
	readonly size?: "medium" | "wide" | "fitted";
	readonly children: ReactNode;
}

/** Something to see or to choose before anything else; closed with its button, Escape, or a click beside it. */
export function Dialog({ open, onClose, title, about, size = "medium", children }: DialogProps): ReactElement {
	return (
		<Parts.Root open={open} onOpenChange={(isOpen) => !isOpen && onClose()}>
			<Parts.Portal>
				<Parts.Backdrop className={styles.backdrop} />
				<Parts.Popup className={classes(styles.popup, styles[size])}>
					<div>
						<div className={styles.head}>
							<Parts.Title className={styles.title}>{title}</Parts.Title>
							<Parts.Close render={<IconButton icon="close" label="Close" />} />
						</div>
						{about !== undefined && <Parts.Description className={styles.about}>{about}</Parts.Description>}
					</div>
					{children}
				</Parts.Popup>
			</Parts.Portal>
		</Parts.Root>
	);
}
