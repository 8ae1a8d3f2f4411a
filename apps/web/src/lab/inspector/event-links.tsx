import { explain } from "@roundtrip/analysis";
import { type ReactElement, useState } from "react";
import { meaningOf } from "../../design/meaning.ts";
import { momentText } from "../moment-text.ts";
import type { Run } from "../run.ts";
import { labNow } from "../store.ts";
import styles from "./event-links.module.css";
import { Go } from "./parts.tsx";

/** More are shown on demand. */
const FEW = 8;

/** Events as a list; each leads to its moment and selects it. */
export function EventLinks({ run, events }: { readonly run: Run; readonly events: readonly number[] }): ReactElement {
	const [all, setAll] = useState(false);
	const shown = all ? events : events.slice(0, FEW);
	return (
		<ul className={styles.events}>
			{shown.map((seq) => (
				<li key={seq}>
					<EventLink run={run} seq={seq} />
				</li>
			))}
			{shown.length < events.length && (
				<li>
					<Go className={styles.more} onClick={() => setAll(true)}>
						{events.length - shown.length} more
					</Go>
				</li>
			)}
		</ul>
	);
}

function EventLink({ run, seq }: { readonly run: Run; readonly seq: number }): ReactElement {
	const event = run.trace.event(seq);
	const meaning = meaningOf(event);
	const { seekToEvent, select, pause } = labNow();
	const go = (): void => {
		pause();
		seekToEvent(seq, run);
		select("message" in event ? { kind: "message", id: event.message } : { kind: "event", id: seq }, run);
	};
	return (
		<button type="button" className={styles.event} onClick={go}>
			<span className={styles.time}>{momentText(event.at, run.durationNs)}</span>
			<span className={styles.dot} style={{ background: meaning ? `var(--${meaning})` : "var(--line-strong)" }} />
			<span>{explain(event, run.trace)}</span>
		</button>
	);
}
