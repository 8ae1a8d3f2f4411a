import type { EventOf, MessageId, Trace, TraceEvent } from "@roundtrip/model";
import { type EventHandlers, handle } from "../../event-handlers.ts";
import { formatDuration, formatSize } from "../../format.ts";
import { StateFold } from "../../state/fold.ts";
import { initialState } from "../../state/initial-state.ts";
import type { ArrowRow, Lifeline, NoteRow, Row, SequenceRows } from "./row.ts";

interface Building {
	readonly nodes: readonly string[];
	readonly rows: Row[];
	readonly flying: Map<MessageId, ArrowRow>;
	readonly connecting: Map<string, ArrowRow>;
	readonly state: StateFold;
	/** With several exchanges, every row says whose it is. */
	readonly named: boolean;
	/** True where the last row began an exchange or attempt. */
	begunLast: boolean;
	/** False once the limit is reached: then only what is drawn already is followed to its end. */
	drawing: boolean;
}

/** Reads a trace into rows, at most `maxMessages` of them messages. */
export function sequenceRows(trace: Trace, nodes: readonly string[], maxMessages: number): SequenceRows {
	const kinds = Array.from({ length: trace.length }, (_, seq) => trace.kind(seq));
	const sent = kinds.filter((kind) => kind === "sent").length;
	const building: Building = {
		nodes,
		rows: [],
		flying: new Map(),
		connecting: new Map(),
		state: new StateFold(initialState(trace.header.scenario)),
		named: kinds.filter((kind) => kind === "begun").length > 1,
		begunLast: false,
		drawing: true,
	};
	let drawn = 0;
	for (const event of trace.events()) {
		if (event.kind === "sent" && building.drawing) {
			building.drawing = drawn < maxMessages;
			if (building.drawing) drawn += 1;
		}
		if (!building.drawing && building.flying.size === 0) break;
		building.state.apply(event);
		const before = building.rows.length;
		handle(handlers, event, building);
		if (building.rows.length > before) building.begunLast = begins(event);
	}
	return { rows: building.rows, left: sent - drawn };
}

function lifelines({ nodes, state }: Building): readonly Lifeline[] {
	return nodes.map((name) => {
		const node = state.nodes.get(name);
		if (node && !node.up) return "down";
		return node && node.busy.size + node.waiting.size > 0 ? "busy" : "idle";
	});
}

function note(building: Building, event: TraceEvent, mark: string, text: string): void {
	if (!building.drawing) return;
	const who = building.named && "call" in event ? `${event.call} ` : "";
	const { at, node } = event;
	const row: NoteRow = { kind: "note", at, node, mark, text: `${who}${text}`, lifelines: lifelines(building) };
	building.rows.push(begins(event) ? { ...row, ...apart(building) } : row);
}

function begins(event: TraceEvent): boolean {
	return event.kind === "begun" || event.kind === "retried";
}

/** Exchanges that begin together stand together. */
function apart({ rows, nodes, begunLast }: Building): Pick<NoteRow, "apart"> {
	return begunLast ? {} : { apart: rows.at(-1)?.lifelines ?? nodes.map(() => "idle") };
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

const MARKS: Readonly<Record<EventOf<"settled">["data"]["belief"], string>> = { ok: "✓", failed: "✗", unknown: "?" };

/** What the client makes of an answer, or of none. */
const CONCLUSIONS: Readonly<Record<EventOf<"settled">["data"]["belief"], { answered: string; unanswered: string }>> = {
	ok: { answered: "it worked", unanswered: "it worked" },
	failed: { answered: "it failed", unanswered: "it did not happen" },
	unknown: { answered: "it may have happened", unanswered: "it may have happened" },
};

const handlers: EventHandlers<Building, void> = {
	begun: (event, building) => note(building, event, "○", `wants ${event.data.request}`),
	retried: (event, building) =>
		note(building, event, "↻", `tries again after ${formatDuration(event.data.waited)}, attempt ${event.attempt}`),
	queued: (event, building) =>
		note(building, event, "…", event.data.for === "worker" ? "waits for a worker" : "waits for a connection"),
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
	settled: (event, building) => {
		const { belief, status } = event.data;
		const { answered, unanswered } = CONCLUSIONS[belief];
		const text = status === undefined ? `no answer: ${unanswered}` : `answered ${status}: ${answered}`;
		note(building, event, MARKS[belief], text);
	},
	crashed: (event, building) => note(building, event, "✕", event.data.silent ? "went dark" : "crashed"),
	restarted: (event, building) => note(building, event, "○", "is back"),
};
