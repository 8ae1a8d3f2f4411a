import { type ReactElement, useMemo } from "react";
import type { Run } from "../../lab/run.ts";
import { useLab } from "../../lab/store.ts";
import type { Connection } from "../connections/connection-book.ts";
import { countUpTo } from "../time/count-up-to.ts";
import type { PacketLine } from "./packet-line.ts";
import { packetSentence, windowWords } from "./packet-words.ts";
import styles from "./packets.module.css";

interface PacketReadoutProps {
	readonly run: Run;
	readonly connection: Connection;
	readonly lines: readonly PacketLine[];
}

/** The packet that is pointed at, else the last that has left: what it is, what becomes of it, how its sender stands. */
export function PacketReadout({ run, connection, lines }: PacketReadoutProps): ReactElement {
	const seqs = useMemo(() => Float64Array.from(lines, ({ seq }) => seq), [lines]);
	const at = useLab(({ hover, cursor }) => {
		const pointed = hover?.kind === "event" ? countUpTo(seqs, hover.id) - 1 : -1;
		return pointed >= 0 && hover?.kind === "event" && seqs[pointed] === hover.id
			? pointed
			: countUpTo(seqs, cursor.seq) - 1;
	});
	const line = lines[at];
	if (!line) return <p className={styles.readout}>No packet has left yet.</p>;
	const from = line.fromClient ? connection.from : connection.to;
	return (
		<p className={styles.readout}>
			<span>{packetSentence(line, from, run.durationNs)}</span>
			<span className={styles.windows}>{windowWords(line)}</span>
		</p>
	);
}
