import { type CallId, callParts, linkName, type MessageId, type Nanoseconds, type TraceEvent } from "@roundtrip/model";
import { type EventHandlers, handle } from "../event-handlers.ts";
import type { ConnectionState, ImpairedLink, LabState } from "./lab-state.ts";
import { NodeFold } from "./node-fold.ts";

/** Applies events one by one and shows the state between them. */
export class StateFold {
	seq: number;
	at: Nanoseconds;
	readonly nodes: Map<string, NodeFold> = new Map();
	readonly connections: Map<string, ConnectionState> = new Map();
	readonly flying: Set<MessageId>;
	impaired: readonly ImpairedLink[];
	/** The exchanges that open streams: they hold their connection until the stream is over. */
	readonly streams: ReadonlySet<number>;
	#shown: LabState | undefined;

	constructor(from: LabState, streams: ReadonlySet<number>) {
		this.streams = streams;
		this.seq = from.seq;
		this.at = from.at;
		for (const [name, state] of from.nodes) this.nodes.set(name, new NodeFold(state));
		for (const each of from.connections) this.connections.set(each.connection, each);
		this.flying = new Set(from.flying);
		this.impaired = from.impaired;
		this.#shown = from;
	}

	apply(event: TraceEvent): void {
		this.seq = event.seq;
		this.at = event.at;
		this.#shown = undefined;
		handle(handlers, event, this);
	}

	/** How much a copy of the state would hold. */
	get size(): number {
		let size = this.connections.size + this.flying.size;
		for (const node of this.nodes.values()) size += node.size;
		return size;
	}

	/** The state as it is now; later events don't change it. */
	show(): LabState {
		this.#shown ??= {
			seq: this.seq,
			at: this.at,
			nodes: new Map([...this.nodes].map(([name, node]) => [name, node.show()])),
			connections: [...this.connections.values()],
			flying: [...this.flying],
			impaired: this.impaired,
		};
		return this.#shown;
	}
}

function change(fold: StateFold, node: string, how: (node: NodeFold) => void): void {
	const found = fold.nodes.get(node);
	if (!found) return;
	how(found);
	found.changed();
}

/** Whoever made a call waits for it, or does so no longer. */
const waits = (fold: StateFold, node: string, call: CallId): void =>
	change(fold, node, ({ waiting }) => waiting.add(call));
const waitsNoLonger = (fold: StateFold, node: string, call: CallId): void =>
	change(fold, node, ({ waiting }) => waiting.delete(call));

/** A call is no longer on a connection. */
function leaves(fold: StateFold, connection: string, call: CallId): void {
	const known = fold.connections.get(connection);
	if (!known?.calls.includes(call)) return;
	fold.connections.set(connection, { ...known, calls: known.calls.filter((each) => each !== call) });
}

const handlers: EventHandlers<StateFold, void> = {
	begun: ({ node, call }, fold) => waits(fold, node, call),
	retried: ({ node, call }, fold) => waits(fold, node, call),
	queued: ({ node, call, data }, fold) => {
		if (data.for !== "worker" && data.for !== "lock") waits(fold, node, call);
		else
			change(fold, node, ({ queued, busy }) => {
				// Who waits for a lock, or for an item of a channel, has given back the worker.
				busy.delete(call);
				if (data.for !== "item") queued.add(call);
			});
	},
	resolving: ({ node, call }, fold) => waits(fold, node, call),
	resolved: () => {},
	connecting: ({ node, call, connection, data: { to } }, fold) => {
		waits(fold, node, call);
		const link = linkName(node, to);
		fold.connections.set(connection, { connection, link, from: node, to, state: "connecting", calls: [] });
	},
	connected: ({ connection }, fold) => {
		const known = fold.connections.get(connection);
		if (known) fold.connections.set(connection, { ...known, state: "open" });
	},
	secured: ({ connection }, fold) => {
		const known = fold.connections.get(connection);
		if (known) fold.connections.set(connection, { ...known, state: "secured" });
	},
	packet: () => {},
	refused: ({ node, call, connection }, fold) => {
		fold.connections.delete(connection);
		waitsNoLonger(fold, node, call);
	},
	closed: ({ node, call, connection }, fold) => {
		fold.connections.delete(connection);
		waitsNoLonger(fold, node, call);
	},
	sent: ({ node, call, message, connection }, fold) => {
		fold.flying.add(message);
		const { direction, item } = callParts(message);
		if (direction === "response" || item !== undefined) return;
		waits(fold, node, call);
		const known = fold.connections.get(connection);
		if (known) fold.connections.set(connection, { ...known, calls: [...known.calls, call] });
	},
	delivered: ({ node, call, message, connection, exchange }, fold) => {
		fold.flying.delete(message);
		const { direction, item, parent } = callParts(message);
		if (direction === "request" || typeof item === "number") return;
		waitsNoLonger(fold, node, call);
		const goesOn = item === undefined && parent === undefined && fold.streams.has(exchange);
		if (!goesOn) leaves(fold, connection, call);
	},
	lost: ({ message }, fold) => {
		fold.flying.delete(message);
	},
	delayed: () => {},
	copied: () => {},
	started: ({ node, call }, fold) =>
		change(fold, node, ({ queued, busy }) => {
			queued.delete(call);
			busy.add(call);
		}),
	denied: () => {},
	withheld: () => {},
	committed: ({ node }, fold) =>
		change(fold, node, (state) => {
			state.committed += 1;
		}),
	replied: ({ node, call }, fold) =>
		change(fold, node, ({ queued, busy }) => {
			queued.delete(call);
			busy.delete(call);
		}),
	keyed: () => {},
	aborted: () => {},
	published: () => {},
	"looked-up": ({ node, data }, fold) =>
		change(fold, node, (state) => {
			state.lookups += 1;
			if (data.found === "fresh" || data.found === "stale") state.hits += 1;
		}),
	stored: () => {},
	"timed-out": ({ node, call }, fold) => {
		waitsNoLonger(fold, node, call);
		for (const connection of fold.connections.keys()) leaves(fold, connection, call);
	},
	settled: ({ node, call, data }, fold) => {
		waitsNoLonger(fold, node, call);
		if (data.why === "left") for (const connection of fold.connections.keys()) leaves(fold, connection, call);
	},
	crashed: ({ node }, fold) => {
		// What it was doing is gone, and nobody is left to close the connections that it had opened.
		change(fold, node, (state) => {
			state.up = false;
			for (const calls of [state.busy, state.queued, state.waiting]) calls.clear();
		});
		for (const [name, { from }] of fold.connections) if (from === node) fold.connections.delete(name);
	},
	hampered: () => {},
	recovered: () => {},
	restarted: ({ node }, fold) =>
		change(fold, node, (state) => {
			state.up = true;
		}),
	flushed: () => {},
	forgotten: ({ node }, fold) =>
		change(fold, node, (state) => {
			state.committed -= 1;
		}),
	impaired: ({ node, data: { to, fault, way, how } }, fold) => {
		fold.impaired = [...fold.impaired, { link: linkName(node, to), fault, way, how }];
	},
	mended: ({ data }, fold) => {
		fold.impaired = fold.impaired.filter(({ fault }) => fault !== data.fault);
	},
};
