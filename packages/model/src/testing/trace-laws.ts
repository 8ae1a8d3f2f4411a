import { linkEnds, linkName } from "../scenario/link-name.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { QueryStep } from "../scenario/steps/query.ts";
import type { EventOf, TraceEvent } from "../trace/event.ts";
import { callParts } from "../trace/message-id.ts";
import type { Trace } from "../trace/trace.ts";

/** Something that is true of every trace, of every world. */
export interface TraceLaw {
	readonly name: string;
	/** What breaks it, in words; empty where it holds. */
	broken(trace: Trace): readonly string[];
}

/** A law that looks at one event after the other and may remember. */
function law(name: string, watch: (scenario: Scenario) => (event: TraceEvent) => string | undefined): TraceLaw {
	return {
		name,
		broken(trace) {
			const look = watch(trace.header.scenario);
			return [...trace.events()].flatMap((event) => {
				const complaint = look(event);
				return complaint === undefined ? [] : [`event ${event.seq} (${event.kind} at ${event.node}): ${complaint}`];
			});
		},
	};
}

const order = law("time never runs backwards, and causes lie before their effects", () => {
	let [seq, at] = [0, 0];
	return (event) => {
		const isNext = event.seq === seq && event.at >= at;
		[seq, at] = [seq + 1, event.at];
		if (!isNext) return "out of order";
		return event.causes.every((cause) => cause >= 0 && cause < event.seq)
			? undefined
			: `causes ${event.causes.join(", ")}`;
	};
});

const messages = law("a message is sent once, and then delivered once, lost once, or still under way", () => {
	const ways = new Map<string, { readonly sentSeq: number; isOver: boolean }>();
	return (event) => {
		if (!("message" in event)) return undefined;
		const way = ways.get(event.message);
		if (event.kind === "sent") {
			ways.set(event.message, { sentSeq: event.seq, isOver: false });
			return way === undefined ? undefined : `${event.message} is sent again`;
		}
		if (way === undefined || way.isOver) return `${event.message} is not under way`;
		way.isOver = event.kind !== "delayed";
		return event.causes.includes(way.sentSeq) ? undefined : "its sending is not among its causes";
	};
});

const speed = law("no message is faster than its link: its delay, its rate, and what holds it up", (scenario) => {
	const sendings = new Map<string, EventOf<"sent">>();
	const held = new Map<string, number>();
	return (event) => {
		if (event.kind === "sent") sendings.set(event.message, event);
		if (event.kind === "delayed") held.set(event.message, event.data.by);
		if (event.kind !== "delivered") return undefined;
		const sending = sendings.get(event.message);
		if (sending === undefined) return "never sent";
		const isRequest = callParts(event.message).direction === "request";
		const link = scenario.links[isRequest ? linkName(sending.node, event.node) : linkName(event.node, sending.node)];
		if (link === undefined) return "no such link";
		const forthNs = Math.floor(link.rtt / 2);
		const delayNs = isRequest ? forthNs : link.rtt - forthNs;
		const sendingNs = link.rate === undefined ? 0 : Math.floor((sending.data.size * 8e9) / link.rate);
		const leastNs = delayNs + sendingNs + (held.get(event.message) ?? 0);
		const tookNs = event.at - sending.at;
		return tookNs >= leastNs ? undefined : `took ${tookNs} ns, needs ${leastNs} ns`;
	};
});

const exchanges = law(
	"an exchange begins once, is tried as often as its client may, and is settled once at most",
	(scenario) => {
		const tries = new Map<number, number>();
		const settled = new Set<number>();
		return (event) => {
			if (event.kind !== "begun" && event.kind !== "retried" && event.kind !== "settled") return undefined;
			const { exchange, attempt, node } = event;
			const before = tries.get(exchange) ?? 0;
			if (settled.has(exchange)) return "it is over";
			if (event.kind === "settled") {
				settled.add(exchange);
				return attempt === before ? undefined : `settled by attempt ${attempt} of ${before}`;
			}
			tries.set(exchange, attempt);
			if (attempt !== before + 1 || (event.kind === "begun") !== (attempt === 1))
				return `attempt ${attempt} after ${before}`;
			const spec = scenario.nodes[node];
			return spec?.is === "client" && attempt <= spec.retry.attempts
				? undefined
				: "more attempts than the client may make";
		};
	},
);

const patience = law(
	"a client gives up when its timeout is over, counted from the begin of the attempt",
	(scenario) => {
		const began = new Map<string, number>();
		return (event) => {
			if (event.kind === "begun" || event.kind === "retried") began.set(event.call, event.at);
			if (event.kind !== "timed-out" || callParts(event.call).parent !== undefined) return undefined;
			const spec = scenario.nodes[event.node];
			const waitedNs = event.at - (began.get(event.call) ?? 0);
			const timeoutNs = spec?.is === "client" ? spec.timeout : -1;
			return event.data.after === timeoutNs && waitedNs >= timeoutNs ? undefined : `after ${waitedNs} ns`;
		};
	},
);

/** What a node has in hand, call by call. */
interface Hands {
	readonly working: Set<string>;
	readonly queued: Set<string>;
}

const workers = law(
	"a node works on as much as it has workers for, lets as much wait as its queue holds, and refuses nothing before",
	(scenario) => {
		const hands = new Map<string, Hands>();
		return (event) => {
			const spec = scenario.nodes[event.node];
			if (spec === undefined || spec.is === "client") return undefined;
			const { working, queued } = hands.get(event.node) ?? { working: new Set(), queued: new Set() };
			hands.set(event.node, { working, queued });
			const room = spec.is === "server" ? spec.queue : Number.POSITIVE_INFINITY;
			const isBusy = working.size === spec.workers;
			switch (event.kind) {
				case "crashed":
					working.clear();
					queued.clear();
					return undefined;
				case "queued":
					if (event.data.for !== "worker") return undefined;
					queued.add(event.call);
					return isBusy && queued.size <= room ? undefined : `${queued.size} wait, ${working.size} are at work`;
				case "started":
					queued.delete(event.call);
					working.add(event.call);
					return working.size <= spec.workers ? undefined : `${working.size} are at work`;
				case "replied":
					if (working.delete(event.call)) return undefined;
					return isBusy && queued.size === room
						? undefined
						: `refused with ${working.size} at work, ${queued.size} waiting`;
				default:
					return undefined;
			}
		};
	},
);

const lives = law("what a node had in hand when it died is gone", () => {
	const inHand = new Map<string, Set<string>>();
	const gone = new Set<string>();
	return (event) => {
		if (event.kind === "crashed") {
			for (const call of inHand.get(event.node) ?? []) gone.add(`${event.node} ${call}`);
			inHand.delete(event.node);
		}
		if (event.kind === "delivered" && callParts(event.message).direction === "request") {
			const calls = inHand.get(event.node) ?? new Set();
			inHand.set(event.node, calls.add(event.call));
		}
		const isWork = event.kind === "started" || event.kind === "committed" || event.kind === "replied";
		return isWork && gone.has(`${event.node} ${event.call}`) ? `${event.call} came before the crash` : undefined;
	};
});

const reasons = law("an exchange is settled for the reason that its last attempt shows", () => {
	const last = new Map<string, string>();
	const sent = new Set<string>();
	return (event) => {
		if (event.kind === "sent") sent.add(event.message);
		if (event.kind !== "settled") {
			// A connection that ends while nothing is asked on it ends no call.
			const isOver = event.kind === "closed" && last.get(`${event.node} ${event.call}`) === "answered";
			if ("call" in event && !isOver) last.set(`${event.node} ${event.call}`, seenAs(event));
			return undefined;
		}
		const isSent = sent.has(`${event.call}>`);
		const shown = last.get(`${event.node} ${event.call}`);
		const reason = shown === "gave-up" ? (isSent ? "timed-out" : "not-sent") : shown;
		return reason === event.data.why ? undefined : `${event.data.why}, but it was ${reason}`;
	};
});

/** What the asking node can conclude from an event. */
function seenAs(event: TraceEvent): string {
	if (event.kind === "delivered") return "answered";
	if (event.kind === "closed") return event.data.why;
	return event.kind === "timed-out" ? "gave-up" : event.kind;
}

const connections = law(
	"no node holds more connections to another than it may, and asks one thing at a time on each",
	(scenario) => {
		const open = new Map<string, { readonly from: string; readonly to: string; isReady: boolean }>();
		const drop = (name: string): boolean => open.delete(name);
		return (event) => {
			if (event.kind === "crashed") for (const [name, { from }] of open) if (from === event.node) drop(name);
			if (!("connection" in event)) return undefined;
			const { connection, node } = event;
			const known = open.get(connection);
			if (event.kind === "connecting") {
				open.set(connection, { from: node, to: event.data.to, isReady: false });
				const spec = scenario.nodes[node];
				const limit = spec !== undefined && "connections" in spec ? spec.connections : 0;
				const held = [...open.values()].filter(({ from, to }) => from === node && to === event.data.to).length;
				return known === undefined && held <= limit ? undefined : `${held} connections, ${limit} allowed`;
			}
			if (event.kind === "connected" && known) known.isReady = true;
			if (event.kind === "refused" || event.kind === "closed") return drop(connection) ? undefined : "was not open";
			const { direction } = "message" in event ? callParts(event.message) : {};
			if (event.kind === "sent" && direction === "request") {
				if (known?.isReady !== true) return `${connection} is not free`;
				known.isReady = false;
			}
			if (event.kind === "delivered" && direction === "response" && known) known.isReady = true;
			return undefined;
		};
	},
);

const effects = law("only a query with an effect commits, that effect, once, where it was asked", (scenario) => {
	const routes = new Map<number, readonly QueryStep[]>();
	const committed = new Set<string>();
	return (event) => {
		if (event.kind === "begun") {
			const steps = scenario.routes[event.data.to]?.[event.data.request] ?? [];
			routes.set(
				event.exchange,
				steps.flatMap((step) => ("query" in step ? [step] : [])),
			);
		}
		if (event.kind !== "committed") return undefined;
		const query = routes.get(event.exchange)?.[Number(event.call.split("/")[1]) - 1];
		if (committed.has(event.call)) return `${event.call} is committed again`;
		committed.add(event.call);
		return query?.query === event.node && query.effect === event.data.effect
			? undefined
			: `nobody asked for ${event.data.effect}`;
	};
});

/** What is told of a node without it, because it happened to a message of its. */
const TOLD_OF_THE_DEAD = ["lost", "restarted"];

const death = law("the dead do nothing and nothing reaches them", () => {
	const dead = new Set<string>();
	return (event) => {
		const wasDead = dead.has(event.node);
		if (event.kind === "crashed") dead.add(event.node);
		if (event.kind === "restarted") dead.delete(event.node);
		return wasDead && !TOLD_OF_THE_DEAD.includes(event.kind) ? "it is dead" : undefined;
	};
});

const faults = law("what a fault did names the fault", (scenario) => {
	const fits = (index: number | undefined, key: string): boolean => key in (scenario.faults[index ?? -1] ?? {});
	return (event) => {
		if (event.kind === "crashed" || event.kind === "restarted")
			return fits(event.data.fault, "crash") ? undefined : "no crash";
		if (event.kind === "delayed") return fits(event.data.fault, "delay") ? undefined : "no delay";
		if (event.kind !== "lost") return undefined;
		const isNamed = event.data.why === "fault" ? fits(event.data.fault, "lose") : event.data.fault === undefined;
		return isNamed ? undefined : `${event.data.why} by fault ${event.data.fault}`;
	};
});

const names = law("nodes and links are those of the scenario", (scenario) => {
	const ways = new Set(Object.keys(scenario.links).map((name) => Object.values(linkEnds(name)).join("->")));
	return (event) => {
		if (!Object.hasOwn(scenario.nodes, event.node)) return `no node ${event.node}`;
		if ("connection" in event && !ways.has(event.connection.split("#")[0] ?? ""))
			return `no link for ${event.connection}`;
		return undefined;
	};
});

export const TRACE_LAWS: readonly TraceLaw[] = [
	...[order, messages, speed, exchanges, patience, reasons, workers, connections, effects, lives, death, faults, names],
];
