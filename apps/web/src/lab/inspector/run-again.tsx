import { type ReactElement, useState } from "react";
import { IconButton } from "../../design/button.tsx";
import { commandFor } from "../faults/command.ts";
import { faultText } from "../faults/fault-text.ts";
import type { Run } from "../run.ts";
import { useSession } from "../session.ts";
import { useLab } from "../store.ts";
import { Fact, Facts, Section } from "./parts.tsx";
import styles from "./run-again.module.css";

/** The command that makes this very run again, and the fingerprint to know it by. */
export function RunAgain({ run }: { readonly run: Run }): ReactElement {
	const faults = useLab((lab) => lab.faults);
	const file = useSession((session) =>
		session.packed === undefined ? `scenarios/${session.id}.yaml` : "scenario.yaml",
	);
	const command = commandFor({
		file,
		seed: run.trace.header.seed,
		faults: faults.map(faultText),
		real: run.world === "real",
	});
	return (
		<Section title="Make this run again">
			<div className={styles.command}>
				<code className={styles.code}>{command}</code>
				<CopyButton text={command} />
			</div>
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

function CopyButton({ text }: { readonly text: string }): ReactElement {
	const [copied, setCopied] = useState("");
	const copy = async (): Promise<void> => {
		await navigator.clipboard.writeText(text);
		setCopied(text);
	};
	const done = copied === text;
	return (
		<IconButton
			icon={done ? "check" : "copy"}
			label={done ? "Copied" : "Copy the command"}
			onClick={() => void copy()}
		/>
	);
}
