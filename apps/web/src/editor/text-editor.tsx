import type { Problem } from "@roundtrip/model";
import { type ReactElement, type Ref, useImperativeHandle, useRef } from "react";
import { classes } from "../design/classes.ts";
import styles from "./text-editor.module.css";

/** Line and column, from 1. */
export interface PlaceInText {
	readonly line: number;
	readonly column: number;
}

export interface TextEditorHandle {
	/** Puts the caret there, in view. */
	goTo(place: PlaceInText): void;
}

interface TextEditorProps {
	readonly ref: Ref<TextEditorHandle>;
	readonly text: string;
	/** Their lines are marked. */
	readonly problems: readonly Problem[];
	readonly onChange: (text: string) => void;
}

const LINE_PX = 20;

/** A plain text field with numbered lines. */
export function TextEditor({ ref, text, problems, onChange }: TextEditorProps): ReactElement {
	const area = useRef<HTMLTextAreaElement>(null);
	const gutter = useRef<HTMLDivElement>(null);
	useImperativeHandle(ref, () => ({
		goTo: (place) => {
			const field = area.current;
			if (!field) return;
			const at = offsetOf(field.value, place);
			field.focus();
			field.setSelectionRange(at, at);
			field.scrollTop = Math.max(0, (place.line - 4) * LINE_PX);
		},
	}));
	const bad = new Set(problems.map(({ line }) => line));
	const lines = text.split("\n").length;
	return (
		<div className={styles.editor}>
			<div ref={gutter} className={styles.gutter} aria-hidden="true">
				{Array.from({ length: lines }, (_, index) => (
					// biome-ignore lint/suspicious/noArrayIndexKey: a line number is its index
					<div key={index} className={classes(styles.number, bad.has(index + 1) && styles.bad)}>
						{index + 1}
					</div>
				))}
			</div>
			<textarea
				ref={area}
				className={styles.text}
				aria-label="Scenario as YAML"
				aria-invalid={problems.length > 0}
				value={text}
				wrap="off"
				spellCheck={false}
				autoComplete="off"
				autoCapitalize="off"
				placeholder={"roundtrip: 1\ntitle: …"}
				onChange={(event) => onChange(event.target.value)}
				onScroll={(event) => {
					if (gutter.current) gutter.current.scrollTop = event.currentTarget.scrollTop;
				}}
			/>
		</div>
	);
}

function offsetOf(text: string, { line, column }: PlaceInText): number {
	let offset = 0;
	for (let at = 1; at < line; at++) {
		const end = text.indexOf("\n", offset);
		if (end < 0) break;
		offset = end + 1;
	}
	return Math.min(offset + column - 1, text.length);
}
