import type { PacketLine } from "./packet-line.ts";
import { labelOf } from "./packet-words.ts";

/** Words beside the lifeline of a packet's sender. */
export interface LadderLabel {
	readonly line: PacketLine;
	readonly y: number;
	readonly text: string;
}

/** Words are so far apart at least. */
const PITCH = 14;

/** What is rare and tells most comes first where there is not room for all. */
function rankOf({ kind, data }: PacketLine): number {
	if (data.lost !== undefined) return 0;
	return { handshake: 1, again: 1, close: 1, data: 2, ack: 3 }[kind];
}

/** The words that find room: each side has its own column, and none overlaps another. */
export function placeLabels(lines: readonly PacketLine[], yOf: (line: PacketLine) => number): readonly LadderLabel[] {
	const taken = { client: new Set<number>(), server: new Set<number>() };
	const labels: LadderLabel[] = [];
	for (const line of lines.toSorted((a, b) => rankOf(a) - rankOf(b))) {
		const y = yOf(line);
		const side = taken[line.fromClient ? "client" : "server"];
		// Slots of one pitch: whoever has a slot keeps its neighbours' words a pitch away.
		const slot = Math.round(y / PITCH);
		if ([slot - 1, slot, slot + 1].some((each) => side.has(each) && near(labels, line, y, each))) continue;
		side.add(slot);
		labels.push({ line, y, text: labelOf(line) });
	}
	return labels;
}

function near(labels: readonly LadderLabel[], { fromClient }: PacketLine, y: number, slot: number): boolean {
	return labels.some(
		(label) =>
			label.line.fromClient === fromClient && Math.round(label.y / PITCH) === slot && Math.abs(label.y - y) < PITCH,
	);
}
