import type { ReactElement } from "react";
import { Button } from "../../design/button.tsx";
import { useLayout } from "../layout.ts";
import { useSession } from "../session.ts";

/** Chooses what stands beside the run. */
export function BesideButton(): ReactElement {
	const open = useLayout((layout) => layout.openDialog);
	const ready = useSession((session) => session.simulated.is === "ready");
	return (
		<Button
			icon="beside"
			aria-haspopup="dialog"
			title="Set another policy beside this run, with the same faults and seed (B)"
			disabled={!ready}
			onClick={() => open("beside")}
		>
			Beside
		</Button>
	);
}
