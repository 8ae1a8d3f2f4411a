import type { ReactElement } from "react";
import { commandFor } from "../faults/command.ts";
import { CopyButton } from "../inspector/copy-button.tsx";
import { useSession } from "../session.ts";
import { useLab } from "../store.ts";
import { besideChoice } from "./beside-choice.ts";
import styles from "./beside-panel.module.css";

/** The command that makes the run beside, where it is one of the gallery with settings. */
export function SameRun(): ReactElement | null {
	const id = useSession((session) => session.id);
	const packed = useSession((session) => session.packed);
	const faults = useSession((session) => session.faults);
	const beside = useSession((session) => session.beside);
	const seed = useLab((lab) => lab.seed);
	const choice = besideChoice(beside);
	if (choice.is !== "settings") return null;
	const command = commandFor({
		// An own scenario is saved under this name.
		file: packed === undefined ? `scenarios/${id}.yaml` : "scenario.yaml",
		seed,
		faults,
		settings: choice.settings,
		real: false,
	});
	return (
		<section aria-label="The run beside, in a terminal">
			<h3 className={styles.caption}>The run beside, in a terminal</h3>
			<div className={styles.command}>
				<code>{command}</code>
				<CopyButton text={command} what="the command" />
			</div>
		</section>
	);
}
