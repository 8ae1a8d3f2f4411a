import type { ReactElement } from "react";
import { Dialog } from "../../design/dialog.tsx";
import { shortcuts } from "../keyboard.ts";
import type { LabDialogProps } from "../lab-dialog-props.ts";
import { ColourKey } from "./colour-key.tsx";
import styles from "./help-dialog.module.css";

/** What the keys do and what the colours mean. */
export function HelpDialog(props: LabDialogProps): ReactElement {
	return (
		<Dialog {...props} title="Keys and colours">
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
		</Dialog>
	);
}
