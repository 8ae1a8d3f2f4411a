import { type FormEvent, type ReactElement, useId, useState } from "react";
import { Button } from "../../design/button.tsx";
import { MarkedText } from "../../design/marked-text.tsx";
import { galleryScenarios } from "../../gallery/scenarios.ts";
import { useSession } from "../session.ts";
import type { BesideChoice } from "./beside-choice.ts";
import styles from "./beside-dialog.module.css";

interface ChooseScenarioProps {
	/** That stands beside now. */
	readonly id: string | undefined;
	readonly onChoose: (choice: BesideChoice) => void;
}

/** Another scenario of the gallery. */
export function ChooseScenario({ id, onChoose }: ChooseScenarioProps): ReactElement {
	const field = useId();
	const own = useSession((session) => session.id);
	const others = galleryScenarios
		.filter((each) => each.id !== own)
		.toSorted((a, b) => a.title.localeCompare(b.title, "en"));
	const [chosen, setChosen] = useState(id ?? others[0]?.id ?? "");
	const submit = (event: FormEvent): void => {
		event.preventDefault();
		onChoose({ is: "scenario", id: chosen });
	};
	return (
		<form className={styles.form} onSubmit={submit}>
			<div className={styles.groups}>
				<label htmlFor={field} className={styles.name}>
					Scenario of the gallery
				</label>
				<select id={field} className={styles.select} value={chosen} onChange={(event) => setChosen(event.target.value)}>
					{others.map((each) => (
						<option key={each.id} value={each.id}>
							{each.title}
						</option>
					))}
				</select>
				<p className={styles.quiet}>
					<MarkedText text={others.find((each) => each.id === chosen)?.about ?? ""} />
				</p>
				<p className={styles.quiet}>
					Its own faults are left out; the faults of this run strike in it where it has the same nodes and messages.
				</p>
			</div>
			<div className={styles.foot}>
				<Button type="submit" look="strong">
					Show beside
				</Button>
			</div>
		</form>
	);
}
