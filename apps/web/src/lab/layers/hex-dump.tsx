import { type ReactElement, useMemo } from "react";
import { hexDump } from "../hex-dump.ts";
import styles from "./hex-dump.module.css";

const WIDTH = 8;

interface HexDumpProps {
	readonly bytes: string;
	/** Marked, from one byte to before another. */
	readonly marked?: { readonly from: number; readonly to: number } | undefined;
}

/** Bytes in hex with their text beside. */
export function HexDump({ bytes, marked }: HexDumpProps): ReactElement {
	const rows = useMemo(() => hexDump(bytes, WIDTH), [bytes]);
	return (
		// biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys
		<section className={styles.dump} tabIndex={0} aria-label="Bytes in hex and as text">
			{rows.map(({ offset, hex, text }) => (
				<div key={offset} className={styles.row}>
					<span className={styles.offset}>{offset.toString(16).padStart(4, "0")}</span>
					<span className={styles.hex}>
						<Marked parts={hex} between=" " offset={offset} marked={marked} />
					</span>
					<span className={styles.text}>
						<Marked parts={Array.from(text)} between="" offset={offset} marked={marked} />
					</span>
				</div>
			))}
		</section>
	);
}

interface MarkedProps {
	readonly parts: readonly string[];
	readonly between: string;
	readonly offset: number;
	readonly marked: HexDumpProps["marked"];
}

/** A row of bytes with those that are marked. */
function Marked({ parts, between, offset, marked }: MarkedProps): ReactElement {
	const bound = (at: number): number => Math.max(0, Math.min(parts.length, at - offset));
	const [from, to] = marked === undefined ? [0, 0] : [bound(marked.from), bound(marked.to)];
	if (from >= to) return <>{parts.join(between)}</>;
	const text = (a: number, b: number): string => parts.slice(a, b).join(between);
	return (
		<>
			{text(0, from)}
			{from > 0 && between}
			<mark className={styles.mark}>{text(from, to)}</mark>
			{to < parts.length && between}
			{text(to, parts.length)}
		</>
	);
}
