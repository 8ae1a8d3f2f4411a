import type { ReactElement } from "react";
import { strokeOf } from "./ladder-drawing.ts";
import type { PacketLine } from "./packet-line.ts";
import styles from "./packets.module.css";

interface Entry {
	readonly word: string;
	readonly of: Pick<PacketLine, "kind" | "fromClient" | "data">;
}

/** What the lines of the ladder stand for; only those that it has. */
export function PacketKey({ lines }: { readonly lines: readonly PacketLine[] }): ReactElement {
	return (
		<ul className={styles.key} aria-label="Kinds of packets">
			{entriesOf(lines).map(({ word, of }) => {
				const { colour, width = 1, dash = [] } = strokeOf(of);
				return (
					<li key={word} className={styles.entry}>
						<svg aria-hidden="true" width="24" height="10" fill="none" style={{ stroke: `var(--${colour})` }}>
							<path d="M1 3l22 4" strokeWidth={width} strokeDasharray={dash.join(" ")} />
							{of.data.lost !== undefined && <path d="M8 1l8 8m0-8l-8 8" strokeWidth="2" />}
						</svg>
						{word}
					</li>
				);
			})}
		</ul>
	);
}

function entriesOf(lines: readonly PacketLine[]): readonly Entry[] {
	const wanted: readonly (readonly [string, (line: PacketLine) => boolean])[] = [
		["handshake", ({ kind }) => kind === "handshake"],
		["client's data", ({ kind, fromClient, data }) => kind === "data" && fromClient && data.lost === undefined],
		["server's data", ({ kind, fromClient, data }) => kind === "data" && !fromClient && data.lost === undefined],
		["ack", ({ kind }) => kind === "ack"],
		["sent again", ({ kind, data }) => kind === "again" && data.lost === undefined],
		["lost", ({ kind, data }) => data.lost !== undefined && kind !== "again"],
		["end", ({ kind }) => kind === "close"],
	];
	return wanted.flatMap(([word, is]) => {
		const of = lines.find(is);
		return of ? [{ word, of }] : [];
	});
}
