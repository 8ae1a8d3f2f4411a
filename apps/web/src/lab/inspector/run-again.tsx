import type { ReactElement } from "react";
import { commandFor } from "../faults/command.ts";
import { faultText } from "../faults/fault-text.ts";
import type { Run } from "../run.ts";
import { useSession } from "../session.ts";
import { useLab } from "../store.ts";
import { CopyButton } from "./copy-button.tsx";
import { Fact, Facts, Section } from "./parts.tsx";
import styles from "./run-again.module.css";
import { SaveButton } from "./save-button.tsx";

/** As the command names an own scenario, which has no file yet. */
const OWN_FILE = "scenario.yaml";

/** The command that makes this very run again, and the fingerprint to know it by. */
export function RunAgain({ run }: { readonly run: Run }): ReactElement {
	const faults = useLab((lab) => lab.faults);
	const own = useSession((session) => (session.packed === undefined ? undefined : session.text));
	const id = useSession((session) => session.id);
	const command = commandFor({
		file: own === undefined ? `scenarios/${id}.yaml` : OWN_FILE,
		seed: run.trace.header.seed,
		faults: faults.map(faultText),
		real: run.world === "real",
	});
	return (
		<Section title="Make this run again">
			<div className={styles.command}>
				<code className={styles.code}>{command}</code>
				<CopyButton text={command} what="the command" />
			</div>
			{own !== undefined && (
				<div className={styles.save}>
					<SaveButton text={own} name={OWN_FILE} />
				</div>
			)}
			<Facts>
				<Fact name="World">{run.world}</Fact>
				{run.world === "simulated" && (
					<Fact name="Fingerprint">
						{run.sha256 && (
							<code title={`SHA-256 of the trace: ${run.sha256}`} data-sha256={run.sha256}>
								{run.sha256.slice(0, 16)}
							</code>
						)}
					</Fact>
				)}
			</Facts>
		</Section>
	);
}
