import { type FormEvent, type ReactElement, useEffect, useRef, useState } from "react";
import { Button } from "../../design/button.tsx";
import { Problems } from "../../editor/problems.tsx";
import { TextEditor, type TextEditorHandle } from "../../editor/text-editor.tsx";
import { useProblems } from "../../editor/use-problems.ts";
import { packText, unpackText } from "../packed-text.ts";
import { useSession } from "../session.ts";
import type { BesideChoice } from "./beside-choice.ts";
import styles from "./beside-dialog.module.css";

interface ChooseTextProps {
	/** That stands beside now. */
	readonly packed: string | undefined;
	readonly onChoose: (choice: BesideChoice) => void;
}

/** A text of one's own: it begins as that of the run, or as what stands beside. */
export function ChooseText({ packed, onChoose }: ChooseTextProps): ReactElement {
	const original = useSession((session) => session.text) ?? "";
	const [text, setText] = useState(original);
	const editor = useRef<TextEditorHandle>(null);
	const checked = useProblems(text);
	useEffect(() => {
		if (packed !== undefined) void unpackText(packed).then((own) => own !== undefined && setText(own));
	}, [packed]);
	const runs = checked?.text === text && checked.problems.length === 0;
	const submit = (event: FormEvent): void => {
		event.preventDefault();
		if (runs) void packText(text).then((words) => onChoose({ is: "text", packed: words }));
	};
	return (
		<form className={styles.form} onSubmit={submit}>
			<div className={styles.editor}>
				<TextEditor ref={editor} text={text} problems={checked?.problems ?? []} onChange={setText} />
			</div>
			<div className={styles.problems} aria-live="polite">
				{checked !== undefined && checked.problems.length > 0 && (
					<Problems problems={checked.problems} onGo={(place) => editor.current?.goTo(place)} />
				)}
			</div>
			<div className={styles.foot}>
				<Button type="submit" look="strong" disabled={!runs}>
					Show beside
				</Button>
				<p className={styles.quiet}>The faults of this run stand in the place of those of the text.</p>
			</div>
		</form>
	);
}
