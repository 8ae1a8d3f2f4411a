import type { OfferedAlternative } from "@roundtrip/explorer";
import { type FormEvent, type ReactElement, useId, useState } from "react";
import { Button } from "../../design/button.tsx";
import type { BesideChoice } from "./beside-choice.ts";
import styles from "./beside-dialog.module.css";
import { namedWishes, useOffered } from "./use-offered.ts";

interface ChoosePolicyProps {
	/** That stand beside now. */
	readonly settings: readonly string[];
	readonly onChoose: (choice: BesideChoice) => void;
}

/** The same scenario with other decisions of its clients and servers. */
export function ChoosePolicy(props: ChoosePolicyProps): ReactElement {
	const offered = useOffered();
	if (offered === undefined) return <p role="status">Looking at what could be otherwise…</p>;
	if (offered.length === 0) {
		return <p>No client of this scenario asks for anything. Choose another scenario, or write your own.</p>;
	}
	return <Offered {...props} offered={offered} />;
}

interface OfferedProps extends ChoosePolicyProps {
	readonly offered: readonly OfferedAlternative[];
}

function Offered({ settings, offered, onChoose }: OfferedProps): ReactElement {
	const wishes = namedWishes(settings, offered);
	const byHand = wishes.flatMap(({ name, text }) => (name === undefined ? [text] : []));
	const [chosen, setChosen] = useState<ReadonlyMap<string, string>>(
		() => new Map(wishes.flatMap(({ name, text }) => (name === undefined ? [] : [[name, text] as const]))),
	);
	const wanted = [
		...offered.flatMap(({ name, wishes: all }) => all.find(({ text }) => text === chosen.get(name))?.settings ?? []),
		...byHand,
	];
	const submit = (event: FormEvent): void => {
		event.preventDefault();
		if (wanted.length > 0) onChoose({ is: "settings", settings: wanted });
	};
	return (
		<form className={styles.form} onSubmit={submit}>
			<div className={styles.groups}>
				{offered.map((alternative) => (
					<Group
						key={alternative.name}
						alternative={alternative}
						chosen={chosen.get(alternative.name)}
						onChoose={(text) => setChosen((before) => withChoice(before, alternative.name, text))}
					/>
				))}
				{byHand.length > 0 && (
					<p>
						And by hand: <code>{byHand.join(" ")}</code>
					</p>
				)}
			</div>
			<div className={styles.foot}>
				<Button type="submit" look="strong" disabled={wanted.length === 0}>
					Show beside
				</Button>
				{wanted.length === 0 && <p className={styles.quiet}>Choose at least one thing that is different.</p>}
			</div>
		</form>
	);
}

function withChoice(
	before: ReadonlyMap<string, string>,
	name: string,
	text: string | undefined,
): ReadonlyMap<string, string> {
	const after = new Map(before);
	if (text === undefined) after.delete(name);
	else after.set(name, text);
	return after;
}

interface GroupProps {
	readonly alternative: OfferedAlternative;
	readonly chosen: string | undefined;
	readonly onChoose: (text: string | undefined) => void;
}

function Group({ alternative: { name, what, wishes }, chosen, onChoose }: GroupProps): ReactElement {
	const group = useId();
	const choices = [undefined, ...wishes.map(({ text }) => text)];
	return (
		<fieldset className={styles.group} aria-describedby={`${group}-what`}>
			<legend className={styles.name}>{name.charAt(0).toUpperCase() + name.slice(1)}</legend>
			<div className={styles.choices}>
				{choices.map((text) => (
					<label key={text ?? ""} className={styles.choice}>
						<input
							type="radio"
							className="visually-hidden"
							name={group}
							checked={chosen === text}
							onChange={() => onChoose(text)}
						/>
						<span className={styles.face}>{text ?? "as it is"}</span>
					</label>
				))}
			</div>
			<p id={`${group}-what`} className={styles.quiet}>
				{what}
			</p>
		</fieldset>
	);
}
