import type { EventOf, MessageId, Trace, TraceEvent } from "@roundtrip/model";
import { effectsWanted } from "../../effects.ts";
import { type EventHandlers, handle } from "../../event-handlers.ts";
import { formatDuration, formatSize } from "../../format.ts";
import { StateFold } from "../../state/fold.ts";
import { initialState } from "../../state/initial-state.ts";
import { MARKS, settledText } from "./conclusions.ts";
import type { ArrowRow, Lifeline, Lifelines, NoteRow, Row, SequenceRows } from "./row.ts";

interface Building {
	readonly trace: Trace;
	readonly rows: Row[];
	readonly flying: Map<MessageId, ArrowRow>;
	readonly connecting: Map<string, ArrowRow>;
	/** Exchanges that ask for no effect: of them nobody says that it may have happened. */
	readonly withoutEffect: Set<number>;
	readonly state: StateFold;
	/** With several exchanges, every row says whose it is. */
	readonly named: boolean;
	/** False once the limit is reached: then only what is drawn already is followed to its end. */
	drawing: boolean;
}

/** Rows for each message at most: a run may have many events and hardly a message. */
const ROWS_PER_MESSAGE = 8;
const ROWS_AT_LEAST = 200;

/** Reads a trace into rows, at most `maxMessages` of them messages. */
export function sequenceRows(trace: Trace, maxMessages: number): SequenceRows {
	let sent = 0;
	let begun = 0;
	for (let seq = 0; seq < trace.length; seq += 1) {
		const kind = trace.kind(seq);
		if (kind === "sent") sent += 1;
		if (kind === "begun") begun += 1;
	}
	const building: Building = {
		trace,
		rows: [],
		flying: new Map(),
		connecting: new Map(),
		withoutEffect: new Set(),
		state: new StateFold(initialState(trace.header.scenario)),
		named: begun > 1,
		drawing: true,
	};
	const maxRows = ROWS_PER_MESSAGE * maxMessages + ROWS_AT_LEAST;
	let drawn = 0;
	for (const event of trace.events()) {
		if (building.drawing) {
			const isMessage = event.kind === "sent";
			building.drawing = building.rows.length < maxRows && !(isMessage && drawn >= maxMessages);
			if (isMessage && building.drawing) drawn += 1;
		}
		if (!building.drawing && building.flying.size + building.connecting.size === 0) break;
		building.state.apply(event);
		handle(handlers, event, building);
	}
	return { rows: building.rows, left: sent - drawn, cut: !building.drawing };
}

function lifelines({ state }: Building): Lifelines {
	const found = new Map<string, Lifeline>();
	for (const [name, { up, busy, waiting }] of state.nodes) {
		found.set(name, up ? (busy.size + waiting.size > 0 ? "busy" : "idle") : "down");
	}
	return found;
}

function note(building: Building, event: TraceEvent, mark: string, text: string): void {
	if (!building.drawing) return;
	const who = building.named && "call" in event ? `${event.call} ` : "";
	const { at, node } = event;
	building.rows.push({ kind: "note", at, node, mark, text: `${who}${text}`, lifelines: lifelines(building) });
}

/** As a note, with an empty row before it where its node did nothing else. */
function beginning(building: Building, event: EventOf<"begun" | "retried">, mark: string, text: string): void {
	const before = building.rows.at(-1)?.lifelines ?? new Map<string, Lifeline>();
	note(building, event, mark, text);
	const row = building.rows.at(-1);
	const idle = (before.get(event.node) ?? "idle") === "idle";
	if (building.drawing && idle && row?.kind === "note") {
		building.rows[building.rows.length - 1] = { ...row, apart: before } satisfies NoteRow;
	}
}

function arrow(
	building: Building,
	event: EventOf<"sent" | "connecting">,
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

const nothing = (): void => {};

const handlers: EventHandlers<Building, void> = {
	begun: (event, building) => {
		const { to, request } = event.data;
		const wanted = effectsWanted(building.trace.header.scenario, to, request);
		if (wanted.size === 0) building.withoutEffect.add(event.exchange);
		beginning(building, event, "○", `wants ${request}`);
	},
	retried: (event, building) =>
		beginning(building, event, "↻", `attempt ${event.attempt}, after ${formatDuration(event.data.waited)}`),
	queued: (event, building) => note(building, event, "…", `waits for a ${event.data.for}`),
	connecting: (event, building) => {
		if (building.drawing) building.connecting.set(event.connection, arrow(building, event, "handshake", ["connect"]));
	},
	connected: ({ connection, at }, building) => {
		const row = building.connecting.get(connection);
		if (row) row.arrivedAt = at;
		building.connecting.delete(connection);
	},
	refused: ({ connection, at }, building) => {
		const row = building.connecting.get(connection);
		if (row) {
			row.arrivedAt = at;
			row.labels = row.labels.map((label) => `${label}: refused`);
		}
		building.connecting.delete(connection);
	},
	closed: (event, building) => {
		const row = building.connecting.get(event.connection);
		if (row) row.lostWhere = 1;
		building.connecting.delete(event.connection);
		if (event.data.why === "reset") note(building, event, "✕", "the connection was reset");
	},
	sent: (event, building) => {
		if (!building.drawing) return;
		const { summary, size } = event.data;
		const style = event.message.endsWith(">") ? "request" : "response";
		const labels = [`${summary} · ${formatSize(size)}`, summary];
		building.flying.set(event.message, arrow(building, event, style, labels));
	},
	delivered: ({ message, at }, building) => {
		const row = building.flying.get(message);
		if (row) row.arrivedAt = at;
		building.flying.delete(message);
	},
	lost: ({ message, data }, building) => {
		const row = building.flying.get(message);
		if (row) row.lostWhere = data.where;
		building.flying.delete(message);
	},
	delayed: ({ message, data }, building) => {
		const row = building.flying.get(message);
		if (row) row.labels = row.labels.map((label) => `${label}, held up ${formatDuration(data.by)}`);
	},
	started: nothing,
	committed: (event, building) => note(building, event, "●", `committed ${event.data.effect}`),
	replied: nothing,
	"timed-out": (event, building) => note(building, event, "■", `gave up after ${formatDuration(event.data.after)}`),
	settled: (event, building) =>
		note(building, event, MARKS[event.data.belief], settledText(event, building.withoutEffect.has(event.exchange))),
	crashed: (event, building) => note(building, event, "✕", event.data.silent ? "went dark" : "crashed"),
	restarted: (event, building) => note(building, event, "○", "is back"),
};
