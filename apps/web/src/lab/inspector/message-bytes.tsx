import { formatCount, type MessageFlight } from "@roundtrip/analysis";
import { type ReactElement, useMemo } from "react";
import { hexDump } from "../hex-dump.ts";
import styles from "./message-bytes.module.css";
import { Section } from "./parts.tsx";

const WIDTH = 8;

/** The bytes of a message in hex with their text beside; not there where the run didn't keep them. */
export function MessageBytes({ message }: { readonly message: MessageFlight }): ReactElement | null {
	const { head, body = "", size } = message;
	const rows = useMemo(() => (head === undefined ? [] : hexDump(head + body, WIDTH)), [head, body]);
	if (head === undefined) return null;
	const kept = head.length + body.length;
	const note =
		kept < size ? `the first ${formatCount(kept)} of ${formatCount(size)} bytes` : `${formatCount(size)} bytes`;
	return (
		<Section title="Bytes" note={note}>
			{/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys */}
			<section className={styles.dump} tabIndex={0} aria-label="Bytes in hex and as text">
				{rows.map(({ offset, hex, text }) => (
					<div key={offset} className={styles.row}>
						<span className={styles.offset}>{offset.toString(16).padStart(4, "0")}</span>
						<span className={styles.hex}>{hex.join(" ")}</span>
						<span className={styles.text}>{text}</span>
					</div>
				))}
			</section>
		</Section>
	);
}
