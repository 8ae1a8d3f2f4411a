import { Dialog } from "@base-ui/react/dialog";
import type { ReactElement } from "react";
import { IconButton } from "../../design/button.tsx";
import { shortcuts } from "../keyboard.ts";
import { useLayout } from "../layout.ts";
import { ColourKey } from "./colour-key.tsx";
import styles from "./help-dialog.module.css";

/** What the keys do and what the colours mean. */
export function HelpDialog(): ReactElement {
	const open = useLayout((layout) => layout.helpOpen);
	const setOpen = useLayout((layout) => layout.setHelpOpen);
	return (
		<Dialog.Root open={open} onOpenChange={setOpen}>
			<Dialog.Portal>
				<Dialog.Backdrop className={styles.backdrop} />
				<Dialog.Popup className={styles.popup}>
					<div className={styles.head}>
						<Dialog.Title className={styles.title}>Keys and colours</Dialog.Title>
						<Dialog.Close render={<IconButton icon="close" label="Close" />} />
					</div>
					<div className={styles.columns}>
						<dl className={styles.keys}>
							{shortcuts.map(({ name, does }) => (
								<div key={name} className={styles.row}>
									<dt>
										{name.split(" ").map((key) => (
											<kbd key={key} className={styles.key}>
												{key}
											</kbd>
										))}
									</dt>
									<dd>{does}</dd>
								</div>
							))}
						</dl>
						<ColourKey />
					</div>
				</Dialog.Popup>
			</Dialog.Portal>
		</Dialog.Root>
	);
}
