import { Link, useNavigate } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { IconButton } from "../../design/button.tsx";
import { ThemeButton } from "../../design/theme-button.tsx";
import { Wordmark } from "../../design/wordmark.tsx";
import { useDraft } from "../../editor/draft.ts";
import { cardOf } from "../../gallery/card.ts";
import { BesideButton } from "../beside/beside-button.tsx";
import { textWithFaults } from "../faults/text-with-faults.ts";
import { useLayout } from "../layout.ts";
import { useSession } from "../session.ts";
import { useLab } from "../store.ts";
import { WorldSwitch } from "../world/world-switch.tsx";
import styles from "./lab-header.module.css";
import { SeedField } from "./seed-field.tsx";

/** Which scenario, in which world, with which seed. */
export function LabHeader(): ReactElement {
	const ofRun = useLab((lab) => lab.run?.trace.header.scenario.title);
	const ofText = useSession(({ text }) => (text === undefined ? undefined : cardOf(text).title));
	return (
		<header className={styles.header}>
			<Link to="/" className={styles.home} title="All scenarios">
				<Wordmark />
			</Link>
			<h1 className={styles.title}>{ofRun ?? ofText ?? "No run"}</h1>
			<div className={styles.beside}>
				<BesideButton />
			</div>
			<div className={styles.run}>
				<SeedField />
				<WorldSwitch />
			</div>
			<div className={styles.tools}>
				<EditButton />
				<ThemeButton />
				<HelpButton />
			</div>
		</header>
	);
}

/** Opens a copy of the scenario in the editor, with the faults that were added to it. */
function EditButton(): ReactElement {
	const navigate = useNavigate();
	const text = useSession((session) => session.text);
	const faults = useSession((session) => session.faults);
	const write = useDraft((draft) => draft.write);
	return (
		<IconButton
			icon="edit"
			label="Edit a copy of this scenario"
			disabled={text === undefined}
			onClick={() => {
				write(textWithFaults(text ?? "", faults) ?? text ?? "");
				void navigate({ to: "/open" });
			}}
		/>
	);
}

function HelpButton(): ReactElement {
	const open = useLayout((layout) => layout.openDialog);
	return <IconButton icon="unknown" label="Keys and colours" keys="?" onClick={() => open("help")} />;
}
