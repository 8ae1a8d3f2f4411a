import { Link, useNavigate } from "@tanstack/react-router";
import { type ReactElement, useEffect, useRef } from "react";
import { Button } from "../design/button.tsx";
import { ThemeButton } from "../design/theme-button.tsx";
import { Wordmark } from "../design/wordmark.tsx";
import { galleryText } from "../gallery/gallery-text.ts";
import { packText } from "../lab/packed-text.ts";
import { useDraft } from "./draft.ts";
import { DropZone } from "./drop-zone.tsx";
import styles from "./editor-page.module.css";
import { OpenFile } from "./open-file.tsx";
import { Problems } from "./problems.tsx";
import { type PlaceInText, TextEditor, type TextEditorHandle } from "./text-editor.tsx";
import { useProblems } from "./use-problems.ts";

/** Own scenarios: write, paste or open one, see what is wrong with it, run it. */
export function EditorPage(): ReactElement {
	const { text, write } = useDraft();
	const checked = useProblems(text);
	const editor = useRef<TextEditorHandle>(null);
	const navigate = useNavigate();
	useEffect(() => {
		document.title = "Your scenario · Roundtrip";
	}, []);
	const runs = text.trim() !== "" && checked?.text === text && checked.problems.length === 0;
	const run = async (): Promise<void> => {
		const packed = await packText(text);
		await navigate({ to: "/lab/$id", params: { id: "own" }, search: { packed, faults: [], world: "simulated" } });
	};
	const go = (place: PlaceInText): void => editor.current?.goTo(place);
	return (
		<DropZone>
			<div className={styles.page}>
				<header className={styles.bar}>
					<Link to="/" className={styles.home} title="All scenarios">
						<Wordmark />
					</Link>
					<h1 className={styles.title}>Your scenario</h1>
					<OpenFile />
					<Button look="strong" icon="play" disabled={!runs} onClick={() => void run()}>
						Run
					</Button>
					<ThemeButton />
				</header>
				<main className={styles.body}>
					<TextEditor ref={editor} text={text} problems={checked?.problems ?? []} onChange={write} />
					<aside className={styles.side} aria-label="Problems" aria-live="polite">
						{text.trim() === "" ? (
							<Empty onStart={() => void galleryText("first-request").then((example) => write(example ?? ""))} />
						) : runs ? (
							<p>No problems. It can be run.</p>
						) : (
							<Problems problems={checked?.problems ?? []} onGo={go} />
						)}
					</aside>
				</main>
			</div>
		</DropZone>
	);
}

function Empty({ onStart }: { readonly onStart: () => void }): ReactElement {
	return (
		<div className={styles.empty}>
			<p>Paste a scenario here, drop a file, or start from a small one and change it.</p>
			<Button onClick={onStart}>Start from an example</Button>
		</div>
	);
}
