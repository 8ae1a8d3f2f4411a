import { type EventOf, isCopy, linkName, type Trace } from "@roundtrip/model";
import { effectsWanted } from "../../effects.ts";
import { type EventHandlers, handle } from "../../event-handlers.ts";
import { countOf, formatDuration, formatSize } from "../../format.ts";
import { deathInWords, HAMPERINGS_IN_WORDS } from "../../node-words.ts";
import { StateFold } from "../../state/fold.ts";
import { initialState } from "../../state/initial-state.ts";
import { streamingExchanges } from "../../streams.ts";
import { MARKS, settledText } from "./conclusions.ts";
import type { ArrowRow, SequenceRows } from "./row.ts";
import { arrow, type Building, beginning, note } from "./row-building.ts";

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
		connected: new Map(),
		withoutEffect: new Set(),
		state: new StateFold(initialState(trace.header.scenario), streamingExchanges(trace)),
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

/** The arrow of the handshake says what it came to; that of QUIC's connection has it in it. */
function secureRow(row: ArrowRow, { at, data }: EventOf<"secured">): void {
	const { tls, handshake, roundTrips } = data;
	const how = handshake === "full" ? "" : `, ${handshake === "0-rtt" ? "0-RTT" : handshake}`;
	const isOwn = row.arrivedAt === undefined;
	const count = isOwn ? `: ${countOf(roundTrips, "round-trip")}` : "";
	row.arrivedAt ??= at;
	row.labels = isOwn
		? row.labels.flatMap((label) => [`${label}${how}${count}`, `${label}${how}`])
		: row.labels.map((label) => `${label}, TLS ${tls}${how}`);
}

/** What a client will send is not known when its exchange begins: one item is enough to want an effect. */
const ITEM_AT_LEAST = 1;

const nothing = (): void => {};

const WAITS: Readonly<Record<EventOf<"queued">["data"]["for"], string>> = {
	connection: "waits for a connection",
	worker: "waits for a worker",
	lock: "waits for a lock",
	credential: "waits for what it has to show",
	keys: "waits for keys",
	item: "waits for an item",
};

function impairedText({ to, how, way }: EventOf<"impaired">["data"]): string {
	if (how === "slow") return `link to ${to} is slower`;
	if (way === "both") return `link to ${to} is cut`;
	return way === "request" ? `nothing gets to ${to}` : `nothing comes from ${to}`;
}

const handlers: EventHandlers<Building, void> = {
	begun: (event, building) => {
		const { to, request } = event.data;
		const wanted = effectsWanted(building.trace.header.scenario, to, request, ITEM_AT_LEAST);
		if (wanted.size === 0) building.withoutEffect.add(event.exchange);
		beginning(building, event, "○", `wants ${request}`);
	},
	retried: (event, building) => {
		const { redirect, waited, renewed, hedged } = event.data;
		const after = `${hedged === true ? "a copy beside it, " : ""}after ${formatDuration(waited)}`;
		const again = renewed === true ? "with something else to show" : after;
		const why = redirect === undefined ? again : `sent on to ${redirect}`;
		beginning(building, event, "↻", `attempt ${event.attempt}, ${why}`);
	},
	queued: (event, building) => note(building, event, "…", WAITS[event.data.for]),
	resolving: (event, building) => note(building, event, "○", `asks for the address of ${event.data.to}`),
	resolved: (event, building) => note(building, event, "●", `has the address of ${event.data.to}`),
	secured: (event, building) => {
		const row = building.connecting.get(event.connection) ?? building.connected.get(event.connection);
		if (row) secureRow(row, event);
		building.connecting.delete(event.connection);
		building.connected.delete(event.connection);
	},
	packet: nothing,
	connecting: (event, building) => {
		if (building.drawing) building.connecting.set(event.connection, arrow(building, event, "handshake", ["connect"]));
	},
	connected: (event, building) => {
		const { connection, at, data } = event;
		const row = building.connecting.get(connection);
		if (row) row.arrivedAt = at;
		building.connecting.delete(connection);
		const link = building.trace.header.scenario.links[linkName(event.node, data.to)];
		if (link?.over === "http/3" && row) building.connected.set(connection, row);
		else if (link?.tls !== undefined && building.drawing) {
			building.connecting.set(connection, arrow(building, event, "handshake", [`TLS ${link.tls}`]));
		}
	},
	refused: ({ connection, at, data }, building) => {
		const row = building.connecting.get(connection);
		if (row) {
			row.arrivedAt = at;
			const how = data.certificate === undefined ? "refused" : `certificate ${data.certificate}`;
			row.labels = row.labels.map((label) => `${label}: ${how}`);
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
		const said = isCopy(event.call) ? `${style === "request" ? "copy of" : "to the copy:"} ${summary}` : summary;
		const labels = [`${said} · ${formatSize(size)}`, said];
		building.flying.set(event.message, arrow(building, event, style, labels));
	},
	delivered: ({ message, at, data }, building) => {
		const row = building.flying.get(message);
		if (row) {
			row.arrivedAt = at;
			if (data.damaged !== undefined) row.labels = row.labels.map((label) => `${label}, damaged`);
		}
		building.flying.delete(message);
	},
	lost: ({ message, data }, building) => {
		const row = building.flying.get(message);
		if (row) row.lostWhere = data.where;
		building.flying.delete(message);
	},
	copied: (event, building) => note(building, event, "⧉", "sent again on the way"),
	delayed: ({ message, data }, building) => {
		const row = building.flying.get(message);
		if (row) row.labels = row.labels.map((label) => `${label}, held up ${formatDuration(data.by)}`);
	},
	started: nothing,
	withheld: (event, building) =>
		note(building, event, "✕", event.data.why === "budget" ? "no retries left" : "breaker open"),
	denied: (event, building) => note(building, event, "✕", `${event.data.demand} refused: ${event.data.why}`),
	keyed: (event, building) => note(building, event, "◇", `key: ${event.data.found}`),
	committed: (event, building) => note(building, event, "●", `committed ${event.data.effect}`),
	aborted: (event, building) => note(building, event, "✕", `aborted: ${event.data.why}`),
	replied: nothing,
	"looked-up": (event, building) => note(building, event, "◇", `cache: ${event.data.found}`),
	stored: (event, building) => note(building, event, "◇", `cache: ${event.data.what}`),
	published: (event, building) => note(building, event, "◆", `published on ${event.data.channel}`),
	"timed-out": (event, building) => note(building, event, "■", `gave up after ${formatDuration(event.data.after)}`),
	settled: (event, building) =>
		note(building, event, MARKS[event.data.belief], settledText(event, building.withoutEffect.has(event.exchange))),
	hampered: (event, building) => note(building, event, "◌", HAMPERINGS_IN_WORDS[event.data.how][0]),
	recovered: (event, building) => note(building, event, "●", HAMPERINGS_IN_WORDS[event.data.how][1]),
	crashed: (event, building) => note(building, event, "✕", deathInWords(event.data)),
	restarted: (event, building) => note(building, event, "○", "is back"),
	flushed: (event, building) => note(building, event, "✕", "is emptied"),
	forgotten: (event, building) => note(building, event, "✕", `${event.data.effect} is gone`),
	impaired: (event, building) => note(building, event, "✕", impairedText(event.data)),
	mended: (event, building) => note(building, event, "○", `link to ${event.data.to} is whole`),
};
