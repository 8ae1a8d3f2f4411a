import { type KeyboardEvent, type ReactElement, useState } from "react";
import type { Run } from "../../lab/run.ts";
import { useLab } from "../../lab/store.ts";
import { pick, pointAt } from "../pick.ts";
import type { StageWords } from "./stage-words.ts";

/** The stage as text: read by screen readers, and the way to its messages by keyboard. */
export function StageTwin({ run, words }: { readonly run: Run; readonly words: StageWords }): ReactElement {
	const selected = useLab(({ selection }) => (selection?.kind === "message" ? selection.id : undefined));
	const [at, setAt] = useState(0);
	const roving = Math.min(at, words.messages.length - 1);
	return (
		<div className="visually-hidden">
			<p>{words.heading}</p>
			<ul aria-label="What the nodes are doing">
				{words.nodes.map(({ node, words: text }) => (
					<li key={node}>{text}</li>
				))}
			</ul>
			{words.links.length > 0 && (
				<ul aria-label="Links">
					{words.links.map(({ words: text }) => (
						<li key={text}>{text}</li>
					))}
				</ul>
			)}
			<ul
				aria-label="Messages under way"
				onKeyDown={(event) => moveWithin(event, roving, words.messages.length, setAt)}
			>
				{words.messages.map(({ message, words: text }, nth) => (
					<li key={message}>
						<button
							type="button"
							tabIndex={nth === roving ? 0 : -1}
							aria-pressed={message === selected}
							onClick={() => pick({ kind: "message", id: message }, run)}
							onFocus={() => pointAt({ kind: "message", id: message })}
							onBlur={() => pointAt(null)}
						>
							{text}
						</button>
					</li>
				))}
				{words.more > 0 && <li>{`and ${words.more} more`}</li>}
			</ul>
		</div>
	);
}

/** Arrow keys go from one message to the next, so that all of them are one stop of the tab key. */
function moveWithin(
	event: KeyboardEvent<HTMLUListElement>,
	at: number,
	count: number,
	moveTo: (at: number) => void,
): void {
	const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
	if (step === undefined || count === 0) return;
	event.preventDefault();
	event.stopPropagation();
	const next = (at + step + count) % count;
	moveTo(next);
	event.currentTarget.querySelectorAll("button")[next]?.focus();
}
