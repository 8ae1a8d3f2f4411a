import { explain, formatCount } from "@roundtrip/analysis";
import { type ReactElement, useEffect, useState } from "react";
import { momentText } from "../moment-text.ts";
import type { Run } from "../run.ts";
import { useLab } from "../store.ts";
import styles from "./narration.module.css";

/** What has just happened, in a sentence: the text twin of the stage. */
export function Narration(): ReactElement {
	const run = useLab((lab) => lab.run);
	const seq = useLab((lab) => lab.cursor.seq);
	const playing = useLab((lab) => lab.playing);
	const byPacket = useLab((lab) => lab.byPacket);
	// While time runs, packets pass too fast to be read.
	const sentence = run === null ? "" : sentenceAt(run, byPacket && !playing ? seq : toldAt(run, seq));
	return (
		<div className={styles.narration}>
			<p className={styles.sentence} data-testid="sentence">
				{sentence}
			</p>
			{run && (
				<p className={styles.count}>
					{run.world === "simulated" ? "simulated" : "measured"} ·{" "}
					{seq < 0 ? "before the first event" : `event ${formatCount(seq + 1)}`} of {formatCount(run.trace.length)}
				</p>
			)}
			<Spoken text={playing ? "" : sentence} />
		</div>
	);
}

/** The last event that is told: packets are left to the views that show them. */
function toldAt({ trace }: Run, seq: number): number {
	let told = seq;
	while (told >= 0 && trace.kind(told) === "packet") told -= 1;
	return told;
}

function sentenceAt(run: Run, seq: number): string {
	if (seq < 0) return "Nothing has happened yet. Press the space bar to play, or → to step from event to event.";
	const event = run.trace.event(seq);
	return `${momentText(event.at, run.durationNs)}: ${explain(event, run.trace)}.`;
}

/** Tells screen readers, once the moment has come to rest: not while time runs or the slider is dragged. */
function Spoken({ text }: { readonly text: string }): ReactElement {
	const [spoken, setSpoken] = useState("");
	useEffect(() => {
		const rest = setTimeout(() => setSpoken(text), 250);
		return () => clearTimeout(rest);
	}, [text]);
	return (
		<p className="visually-hidden" role="status" aria-live="polite">
			{spoken}
		</p>
	);
}
