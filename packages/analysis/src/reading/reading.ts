import type { AttemptResult, Trace } from "@roundtrip/model";
import { type EventHandlers, handle } from "../event-handlers.ts";
import { streamingExchanges } from "../streams.ts";
import { type Building, callOf, end } from "./building.ts";
import type { Reading } from "./call-log.ts";
import { connectionHandlers } from "./connection-handlers.ts";
import { messageHandlers } from "./message-handlers.ts";

/** Reads a whole trace once: linear in its length. */
export function readingOf(trace: Trace): Reading {
	const building: Building = {
		trace,
		exchanges: new Map(),
		calls: new Map(),
		messages: [],
		lastCrash: new Map(),
		lanes: new Map(),
		streams: streamingExchanges(trace),
	};
	for (const event of trace.events()) handle(handlers, event, building);
	return {
		trace,
		exchanges: [...building.exchanges.values()].sort((a, b) => a.exchange - b.exchange),
		calls: [...building.calls.values()],
		messages: building.messages,
		lastCrash: building.lastCrash,
		lanes: building.lanes,
	};
}

const handlers: EventHandlers<Building, void> = {
	...messageHandlers,
	...connectionHandlers,
	begun: (event, building) => {
		building.exchanges.set(event.exchange, {
			exchange: event.exchange,
			client: event.node,
			to: event.data.to,
			request: event.data.request,
			begun: event.seq,
			attempts: [],
			settled: undefined,
		});
		callOf(event, building).to = event.data.to;
	},
	retried: (event, building) => {
		const call = callOf(event, building);
		call.to = event.data.to;
		call.isHedged = event.data.hedged === true;
		call.waitedNs = call.isHedged ? 0 : event.data.waited;
		call.redirect = event.data.redirect;
		call.isRenewed = event.data.renewed === true;
		const before = building.exchanges.get(event.exchange)?.attempts.at(-2);
		if (before && call.redirect !== undefined) before.followedBy = call;
	},
	queued: (event, building) => {
		const call = callOf(event, building);
		if (event.data.for === "connection") call.queuedForConnection = event.seq;
	},
	packet: () => {},
	started: (event, building) => {
		callOf(event, building).started = event.seq;
	},
	committed: (event, building) => {
		callOf(event, building).commits.push(event);
	},
	replied: (event, building) => {
		const call = callOf(event, building);
		call.replied = event.seq;
		call.status = event.data.status;
	},
	keyed: () => {},
	aborted: () => {},
	published: () => {},
	denied: () => {},
	withheld: (event, building) => {
		if (event.data.why === "breaker") end(callOf(event, building), event.seq, { how: "not-sent" });
	},
	"looked-up": () => {},
	stored: () => {},
	"timed-out": (event, building) => {
		const call = callOf(event, building);
		end(call, event.seq, { how: call.request ? "timed-out" : "not-sent" });
	},
	settled: (event, building) => {
		const exchange = building.exchanges.get(event.exchange);
		if (exchange) exchange.settled = event;
		const { why, status } = event.data;
		const result: AttemptResult = why === "answered" ? { how: why, status: status ?? 0 } : { how: why };
		end(callOf(event, building), event.seq, result);
		const attempts = exchange?.attempts ?? [];
		// Nobody waits for those beside the one that counts.
		if (attempts.some(({ isHedged }) => isHedged)) {
			for (const attempt of attempts) end(attempt, event.seq, { how: "left" });
		}
	},
	crashed: (event, building) => {
		building.lastCrash.set(event.node, event.seq);
	},
	restarted: () => {},
	flushed: () => {},
	forgotten: (event, building) => {
		const call = callOf(event, building);
		const at = call.commits.findLastIndex(({ data }) => data.effect === event.data.effect);
		if (at >= 0) call.commits.splice(at, 1);
		call.forgotten.push(event.seq);
	},
	impaired: () => {},
	mended: () => {},
	hampered: () => {},
	recovered: () => {},
};
