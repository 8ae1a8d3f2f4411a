import { countOf, formatSize, type MessageFlight } from "@roundtrip/analysis";
import type { ReactElement } from "react";
import { shortName } from "../item.ts";
import { momentText } from "../moment-text.ts";
import type { Run } from "../run.ts";
import { useLab } from "../store.ts";
import { Go, Section } from "./parts.tsx";
import styles from "./stream-items.module.css";

/** More are walked through one by one. */
const MOST_LISTED = 24;

/** What else goes over the stream that a message belongs to; nothing where it stands alone. */
export function StreamItems({
	run,
	message,
}: {
	readonly run: Run;
	readonly message: MessageFlight;
}): ReactElement | null {
	const select = useLab((lab) => lab.select);
	const items = run.streams.find(({ call }) => call === message.call)?.items ?? [];
	if (items.length === 0) return null;
	const head = run.messages.find((each) => each.message === `${message.call}<`);
	const at = Math.max(0, items.indexOf(message) - MOST_LISTED / 2);
	const listed = [...(head ? [head] : []), ...items.slice(at, at + MOST_LISTED)];
	return (
		<Section title="On this stream" note={countOf(items.filter(({ item }) => item !== "end").length, "item")}>
			<ol className={styles.items}>
				{listed.map((each) => (
					<li key={each.message} className={styles.item} aria-current={each === message ? "true" : undefined}>
						<span className={styles.time}>{momentText(each.sentAt, run.durationNs)}</span>
						<Go onClick={() => select({ kind: "message", id: each.message }, run)}>
							{shortName(each)} from {each.from}
						</Go>
						<span className={styles.size}>{formatSize(each.size)}</span>
					</li>
				))}
			</ol>
		</Section>
	);
}
