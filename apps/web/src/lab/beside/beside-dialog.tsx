import { type ReactElement, useState } from "react";
import { Dialog } from "../../design/dialog.tsx";
import { Segmented } from "../../design/segmented.tsx";
import { chooseBeside } from "../conductor.ts";
import type { LabDialogProps } from "../lab-dialog-props.ts";
import { useSession } from "../session.ts";
import { type BesideChoice, besideChoice, besideWords } from "./beside-choice.ts";
import { ChoosePolicy } from "./choose-policy.tsx";
import { ChooseScenario } from "./choose-scenario.tsx";
import { ChooseText } from "./choose-text.tsx";

/** What can stand beside a run: the same scenario with another policy, another scenario, or an own text. */
export function BesideDialog(props: LabDialogProps): ReactElement {
	return (
		<Dialog
			{...props}
			title="Beside this run"
			about="Two runs at one clock, with the same seed and the same faults. What do you want to be different?"
		>
			<Choices onDone={props.onClose} />
		</Dialog>
	);
}

const WAYS = [
	{ value: "settings", label: "Policy" },
	{ value: "scenario", label: "Scenario" },
	{ value: "text", label: "Own text" },
] as const;

function Choices({ onDone }: { readonly onDone: () => void }): ReactElement {
	const beside = useSession((session) => session.beside);
	const now = beside.length === 0 ? undefined : besideChoice(beside);
	const [way, setWay] = useState<BesideChoice["is"]>(now?.is ?? "settings");
	const choose = (choice: BesideChoice): void => {
		chooseBeside(besideWords(choice));
		onDone();
	};
	return (
		<>
			<Segmented label="What is different" choices={WAYS} value={way} onChange={setWay} />
			{way === "settings" && <ChoosePolicy settings={now?.is === "settings" ? now.settings : []} onChoose={choose} />}
			{way === "scenario" && <ChooseScenario id={now?.is === "scenario" ? now.id : undefined} onChoose={choose} />}
			{way === "text" && <ChooseText packed={now?.is === "text" ? now.packed : undefined} onChoose={choose} />}
		</>
	);
}
