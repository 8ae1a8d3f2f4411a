import type { MessageFlight } from "@roundtrip/analysis";
import type { Nanoseconds } from "@roundtrip/model";
import { type ReactElement, useMemo } from "react";
import { momentText } from "../../../lab/moment-text.ts";
import type { Run } from "../../../lab/run.ts";
import { inspectedRun, type Selection, useLab } from "../../../lab/store.ts";
import { markOf } from "../mark.ts";
import type { SideMatch } from "./run-matches.ts";
import styles from "./sequence-pair.module.css";

interface CounterpartProps {
	readonly run: Run;
	readonly beside: Run;
	readonly matches: readonly [SideMatch, SideMatch];
}

/** What is selected, as it is in each of the two runs; told to screen readers too. */
export function Counterpart({ run, beside, matches }: CounterpartProps): ReactElement {
	const selection = useLab((lab) => lab.selection);
	const on = useLab(inspectedRun);
	const words = useMemo(
		() => wordsFor(selection, on === beside, { run, beside, matches }),
		[selection, on, run, beside, matches],
	);
	return (
		<p className={styles.counterpart} role="status">
			{words && (
				<>
					<strong className={styles.what}>{words.name}</strong> as it is: {words.run}; beside: {words.beside}
				</>
			)}
		</p>
	);
}

interface BothWords {
	readonly name: string;
	readonly run: string;
	readonly beside: string;
}

const ABSENT = "not there";

function wordsFor(
	selection: Selection | null,
	isBeside: boolean,
	{ run, beside, matches }: CounterpartProps,
): BothWords | undefined {
	if (selection?.kind === "message") return messageWords(selection.id, run, beside);
	if (selection?.kind !== "event") return undefined;
	const [from, to, match] = isBeside ? [beside, run, matches[0]] : [run, beside, matches[1]];
	if (selection.id >= from.trace.length) return undefined;
	const event = from.trace.event(selection.id);
	if ("message" in event) return messageWords(event.message, run, beside);
	const mark = markOf(event);
	if (mark === undefined) return undefined;
	const other = match.eventHere(selection.id);
	const here = eventWords(from, selection.id);
	const there = other === undefined ? ABSENT : eventWords(to, other);
	return { name: `${mark.node}, ${mark.text}`, run: isBeside ? there : here, beside: isBeside ? here : there };
}

function messageWords(name: string, run: Run, beside: Run): BothWords {
	const words = ({ messages, durationNs }: Run): string => {
		const flight = messages.find(({ message }) => message === name);
		return flight === undefined ? ABSENT : flightWords(flight, durationNs);
	};
	return { name, run: words(run), beside: words(beside) };
}

function flightWords({ sentAt, deliveredAt, lost }: MessageFlight, durationNs: Nanoseconds): string {
	const sent = `sent at ${momentText(sentAt, durationNs)}`;
	if (lost) return `${sent}, lost at ${momentText(lost.at, durationNs)}`;
	return deliveredAt === undefined
		? `${sent}, still under way`
		: `${sent}, arrived at ${momentText(deliveredAt, durationNs)}`;
}

function eventWords({ trace, durationNs }: Run, seq: number): string {
	const text = markOf(trace.event(seq))?.text ?? "";
	return `${text} at ${momentText(trace.at(seq), durationNs)}`;
}
