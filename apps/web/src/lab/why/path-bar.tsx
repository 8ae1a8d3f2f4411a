import { type CriticalPath, type CriticalStep, formatDuration } from "@roundtrip/analysis";
import { type KeyboardEvent, type ReactElement, useState } from "react";
import { momentText } from "../moment-text.ts";
import type { Run } from "../run.ts";
import { labNow } from "../store.ts";
import { barSteps } from "./path-parts.ts";
import { stepLooks } from "./step-looks.ts";
import styles from "./why.module.css";

/** As many parts of a bar can be told apart. */
const MOST = 160;

/** A critical path as one bar. What is pointed at is told below and marked in the other views; a press goes there. */
export function PathBar({ run, path }: { readonly run: Run; readonly path: CriticalPath }): ReactElement {
	const [pointed, setPointed] = useState<CriticalStep>();
	const [current, setCurrent] = useState(0);
	const steps = barSteps(path, MOST);
	const point = (step: CriticalStep | undefined): void => {
		setPointed(step);
		labNow().setHover(step ? { kind: "event", id: step.endSeq } : null);
	};
	const walk = (event: KeyboardEvent<HTMLElement>): void => {
		const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 1, ArrowUp: -1 }[event.key];
		if (step === undefined) return;
		event.preventDefault();
		const next = Math.max(0, Math.min(steps.length - 1, current + step));
		setCurrent(next);
		event.currentTarget.querySelectorAll("button")[next]?.focus();
	};
	return (
		<>
			<div className={styles.bar} role="toolbar" aria-label="Critical path" onKeyDown={walk}>
				{steps.map((step, at) => (
					<button
						key={step.startSeq}
						type="button"
						className={styles.step}
						tabIndex={at === current ? 0 : -1}
						style={{ flexGrow: step.endAt - step.startAt, background: stepLooks[step.what].fill }}
						aria-label={stepWords(step, run)}
						onPointerEnter={() => point(step)}
						onPointerLeave={() => point(undefined)}
						onFocus={() => {
							setCurrent(at);
							point(step);
						}}
						onBlur={() => point(undefined)}
						onClick={() => goTo(step)}
					/>
				))}
			</div>
			<p className={styles.told} aria-hidden="true">
				{pointed ? stepWords(pointed, run) : "What the end waited for, from begin to end"}
			</p>
		</>
	);
}

/** Moves all views to where a step begins. */
export function goTo({ startSeq, startAt }: CriticalStep): void {
	const { pause, seek, seekToEvent, selectedBeside } = labNow();
	pause();
	if (selectedBeside) seek(startAt);
	else seekToEvent(startSeq);
}

function stepWords({ words, startAt, endAt }: CriticalStep, { durationNs }: Run): string {
	return `${momentText(startAt, durationNs)}: ${words}, ${formatDuration(endAt - startAt)}`;
}
