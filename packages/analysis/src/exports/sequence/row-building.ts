import type { EventOf, MessageId, Trace, TraceEvent } from "@roundtrip/model";
import type { StateFold } from "../../state/fold.ts";
import type { ArrowRow, Lifeline, Lifelines, NoteRow, Row } from "./row.ts";

/** Rows while the trace is passed through. */
export interface Building {
	readonly trace: Trace;
	readonly rows: Row[];
	readonly flying: Map<MessageId, ArrowRow>;
	/** Handshakes under way, by connection: its opening, then its keys. */
	readonly connecting: Map<string, ArrowRow>;
	/** Openings that have the agreement on keys in them, once they are back. */
	readonly connected: Map<string, ArrowRow>;
	/** Exchanges that ask for no effect: of them nobody says that it may have happened. */
	readonly withoutEffect: Set<number>;
	readonly state: StateFold;
	/** With several exchanges, every row says whose it is. */
	readonly named: boolean;
	/** False once the limit is reached: then only what is drawn already is followed to its end. */
	drawing: boolean;
}

function lifelines({ state }: Building): Lifelines {
	const found = new Map<string, Lifeline>();
	for (const [name, { up, busy, waiting }] of state.nodes) {
		found.set(name, up ? (busy.size + waiting.size > 0 ? "busy" : "idle") : "down");
	}
	return found;
}

/** Something that happened at the node of an event. */
export function note(building: Building, event: TraceEvent, mark: string, text: string): void {
	if (!building.drawing) return;
	const who = building.named && "call" in event ? `${event.call} ` : "";
	const { at, node } = event;
	building.rows.push({ kind: "note", at, node, mark, text: `${who}${text}`, lifelines: lifelines(building) });
}

/** As a note, with an empty row before it where its node did nothing else. */
export function beginning(building: Building, event: EventOf<"begun" | "retried">, mark: string, text: string): void {
	const before = building.rows.at(-1)?.lifelines ?? new Map<string, Lifeline>();
	note(building, event, mark, text);
	const row = building.rows.at(-1);
	const idle = (before.get(event.node) ?? "idle") === "idle";
	if (building.drawing && idle && row?.kind === "note") {
		building.rows[building.rows.length - 1] = { ...row, apart: before } satisfies NoteRow;
	}
}

/** Something that leaves the node of an event for another. */
export function arrow(
	building: Building,
	event: EventOf<"sent" | "connecting" | "connected">,
	style: ArrowRow["style"],
	labels: readonly string[],
): ArrowRow {
	const row: ArrowRow = {
		kind: "arrow",
		at: event.at,
		from: event.node,
		to: event.data.to,
		style,
		labels: building.named ? labels.map((label) => `${event.call} ${label}`) : labels,
		arrivedAt: undefined,
		lostWhere: undefined,
		lifelines: lifelines(building),
	};
	building.rows.push(row);
	return row;
}
