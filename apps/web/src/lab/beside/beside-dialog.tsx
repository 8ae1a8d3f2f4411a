import { Dialog } from "@base-ui/react/dialog";
import { type ReactElement, useState } from "react";
import { IconButton } from "../../design/button.tsx";
import { Segmented } from "../../design/segmented.tsx";
import { chooseBeside } from "../conductor.ts";
import { useLayout } from "../layout.ts";
import { useSession } from "../session.ts";
import { type BesideChoice, besideChoice, besideWords } from "./beside-choice.ts";
import styles from "./beside-dialog.module.css";
import { ChoosePolicy } from "./choose-policy.tsx";
import { ChooseScenario } from "./choose-scenario.tsx";
import { ChooseText } from "./choose-text.tsx";

/** What can stand beside a run: the same scenario with another policy, another scenario, or an own text. */
export function BesideDialog(): ReactElement {
	const open = useLayout((layout) => layout.besideOpen);
	const setOpen = useLayout((layout) => layout.setBesideOpen);
	return (
		<Dialog.Root open={open} onOpenChange={setOpen}>
			<Dialog.Portal>
				<Dialog.Backdrop className={styles.backdrop} />
				<Dialog.Popup className={styles.popup}>
					<div className={styles.head}>
						<Dialog.Title className={styles.title}>Beside this run</Dialog.Title>
						<Dialog.Close render={<IconButton icon="close" label="Close" />} />
					</div>
					<Dialog.Description className={styles.about}>
						Two runs at one clock, with the same seed and the same faults. What do you want to be different?
					</Dialog.Description>
					<Choices onDone={() => setOpen(false)} />
				</Dialog.Popup>
			</Dialog.Portal>
		</Dialog.Root>
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
			<div className={styles.way}>
				<Segmented label="What is different" choices={WAYS} value={way} onChange={setWay} />
			</div>
			{way === "settings" && <ChoosePolicy settings={now?.is === "settings" ? now.settings : []} onChoose={choose} />}
			{way === "scenario" && <ChooseScenario id={now?.is === "scenario" ? now.id : undefined} onChoose={choose} />}
			{way === "text" && <ChooseText packed={now?.is === "text" ? now.packed : undefined} onChoose={choose} />}
		</>
	);
}
