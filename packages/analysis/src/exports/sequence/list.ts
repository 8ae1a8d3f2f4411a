import { clip } from "./canvas.ts";
import { arrival } from "./drawing.ts";
import type { Row } from "./row.ts";
import type { TimeScale } from "./time-scale.ts";

/** One line for each row, for more nodes than stand side by side in the width. */
export function listRow(row: Row, scale: TimeScale, timeWidth: number, width: number): string {
	const leaves = scale.write(row.at).padStart(timeWidth);
	if (row.kind === "note") {
		return clip(`${leaves}  ${"".padStart(timeWidth)}   ${row.node} ${row.mark} ${row.text}`, width);
	}
	const arrives = arrival(row, scale).padStart(timeWidth);
	const way = row.lostWhere === undefined ? (row.style === "handshake" ? "╌╌" : "─►") : "─✕";
	return clip(`${leaves}  ${arrives}   ${row.from} ${way} ${row.to}  ${row.labels[0] ?? ""}`, width);
}
