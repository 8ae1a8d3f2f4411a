import { clip, fitting } from "./canvas.ts";
import { arrival } from "./drawing.ts";
import type { Row } from "./row.ts";
import type { TimeScale } from "./time-scale.ts";

/** One line for each row, for more nodes than stand side by side in the width. */
export function listRows(rows: readonly Row[], scale: TimeScale, timeWidth: number, width: number): readonly string[] {
	const nameWidth = Math.max(...rows.map((row) => (row.kind === "note" ? row.node : row.from).length));
	const targetWidth = Math.max(0, ...rows.map((row) => (row.kind === "note" ? 0 : row.to.length)));
	return rows.map((row) => {
		const times = [scale.write(row.at), row.kind === "arrow" ? arrival(row, scale) : ""];
		const [leaves = "", arrives = ""] = times.map((time) => time.padStart(timeWidth));
		const node = (row.kind === "note" ? row.node : row.from).padStart(nameWidth);
		const begin = `${leaves}  ${arrives}   ${node} `;
		if (row.kind === "note") return clip(`${begin}${row.mark}  ${row.text}`, width);
		const way = `${begin}${wayOf(row)} ${row.to.padEnd(targetWidth)}  `;
		return clip(`${way}${fitting(row.labels, width - way.length)}`.trimEnd(), width);
	});
}

function wayOf({ lostWhere, style }: Extract<Row, { readonly kind: "arrow" }>): string {
	if (style === "handshake") return lostWhere === undefined ? "╌╌" : "╌✕";
	return lostWhere === undefined ? "─►" : "─✕";
}
