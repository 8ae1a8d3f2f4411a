import { type ComponentType, lazy, type ReactElement, Suspense } from "react";
import type { LabDialogProps } from "./lab-dialog-props.ts";
import { type LabDialog, useLayout } from "./layout.ts";

/** Each is loaded when it is first asked for. */
const dialogs: Readonly<Record<LabDialog, ComponentType<LabDialogProps>>> = {
	help: lazy(async () => ({ default: (await import("./help/help-dialog.tsx")).HelpDialog })),
	beside: lazy(async () => ({ default: (await import("./beside/beside-dialog.tsx")).BesideDialog })),
	pairs: lazy(async () => ({ default: (await import("./matrix/pair-dialog.tsx")).PairDialog })),
	lookalikes: lazy(async () => ({ default: (await import("./lookalikes/lookalikes-dialog.tsx")).LookalikesDialog })),
};

/** What lies over the lab. */
export function LabDialogs(): ReactElement {
	const asked = useLayout((layout) => layout.asked);
	const dialog = useLayout((layout) => layout.dialog);
	const close = useLayout((layout) => layout.closeDialog);
	return (
		<>
			{asked.map((name) => {
				const Asked = dialogs[name];
				return (
					<Suspense key={name}>
						<Asked open={dialog === name} onClose={close} />
					</Suspense>
				);
			})}
		</>
	);
}
