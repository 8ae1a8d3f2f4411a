import { type ReactElement, useMemo } from "react";
import { hexDump } from "../hex-dump.ts";
import styles from "./hex-dump.module.css";

const WIDTH = 8;

/** Bytes in hex with their text beside. */
export function HexDump({ bytes }: { readonly bytes: string }): ReactElement {
	const rows = useMemo(() => hexDump(bytes, WIDTH), [bytes]);
	return (
		// biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys
		<section className={styles.dump} tabIndex={0} aria-label="Bytes in hex and as text">
			{rows.map(({ offset, hex, text }) => (
				<div key={offset} className={styles.row}>
					<span className={styles.offset}>{offset.toString(16).padStart(4, "0")}</span>
					<span className={styles.hex}>{hex.join(" ")}</span>
					<span className={styles.text}>{text}</span>
				</div>
			))}
		</section>
	);
}
