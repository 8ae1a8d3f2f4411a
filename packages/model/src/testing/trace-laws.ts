import { struckLink } from "../scenario/faults/struck-link.ts";
import { linkEnds, linkName } from "../scenario/link-name.ts";
import type { LinkSpec } from "../scenario/link-spec.ts";
import { routesAt } from "../scenario/origin.ts";
import { sentOnTo } from "../scenario/redirect-chain.ts";
import { requestParts, routeOf } from "../scenario/request-line.ts";
import { isStream } from "../scenario/route-shape.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { stepOfPath } from "../scenario/step-of-call.ts";
import { withInnerSteps } from "../scenario/steps/inner-steps.ts";
import { effectsOf } from "../scenario/steps/query-effects.ts";
import type { Step } from "../scenario/steps/registry.ts";
import type { EventKind, EventOf, TraceEvent } from "../trace/event.ts";
import { asideOf, attemptCall, callParts, isCopy, originalOf } from "../trace/message-id.ts";
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
		const rate = (isRequest ? link["rate-up"] : undefined) ?? link.rate;
		const sendingNs = rate === undefined ? 0 : Math.floor((sending.data.size * 8e9) / rate);
		const leastNs = delayNs + sendingNs + (held.get(event.message) ?? 0);
		const tookNs = event.at - sending.at;
		return tookNs >= leastNs ? undefined : `took ${tookNs} ns, needs ${leastNs} ns`;
	};
});

const exchanges = law(
	"an exchange begins once, is tried as often as its client may, and is settled once at most",
	(scenario) => {
		const attempts = new Map<number, number>();
		const tries = new Map<number, number>();
		const settled = new Set<number>();
		return (event) => {
			if (event.kind !== "begun" && event.kind !== "retried" && event.kind !== "settled") return undefined;
			const { exchange, attempt, node } = event;
			const before = attempts.get(exchange) ?? 0;
			if (settled.has(exchange)) return "it is over";
			if (event.kind === "settled") {
				settled.add(exchange);
				const client = scenario.nodes[node];
				const isOne = client?.is === "client" && client.hedge !== undefined ? attempt <= before : attempt === before;
				return isOne ? undefined : `settled by attempt ${attempt} of ${before}`;
			}
			attempts.set(exchange, attempt);
			const isSentOn = event.kind === "retried" && isOfTry(event);
			const tried = (tries.get(exchange) ?? 0) + (isSentOn ? 0 : 1);
			tries.set(exchange, tried);
			if (attempt !== before + 1 || (event.kind === "begun") !== (attempt === 1))
				return `attempt ${attempt} after ${before}`;
			const spec = scenario.nodes[node];
			return spec?.is === "client" && tried <= spec.retry.attempts
				? undefined
				: "more attempts than the client may make";
		};
	},
);

/** Whether an attempt goes on with a try, or is beside it, and is none by itself. */
function isOfTry({ data: { redirect, renewed, hedged } }: EventOf<"retried">): boolean {
	return redirect !== undefined || renewed === true || hedged === true;
}

const patience = law(
	"a client gives up when its timeout is over, counted from the begin of the try and through all its redirects",
	(scenario) => {
		const began = new Map<string, number>();
		const tried = new Map<number, number>();
		return (event) => {
			if (event.kind === "begun" || event.kind === "retried") {
				began.set(event.call, event.at);
				if (event.kind === "begun" || !isOfTry(event)) tried.set(event.exchange, event.at);
			}
			if (event.kind !== "timed-out" || callParts(event.call).parent !== undefined) return undefined;
			// Whoever sends a copy sets out later, and has all the time for itself.
			if (isCopy(event.call)) return undefined;
			const spec = scenario.nodes[event.node];
			// Getting something to show takes of the time that there is.
			if (spec?.is === "client" && spec.proves !== undefined) return undefined;
			const beganNs = began.get(event.call) ?? 0;
			const timeoutNs = spec?.is === "client" ? spec.timeout : -1;
			const leftNs = Math.max(0, timeoutNs - (beganNs - (tried.get(event.exchange) ?? 0)));
			const waitedNs = event.at - beganNs;
			return event.data.after === leftNs && waitedNs >= leftNs ? undefined : `after ${waitedNs} ns, had ${leftNs}`;
		};
	},
);

/** As many as a client of a browser follows (Fetch standard). */
const REDIRECTS_IN_A_ROW = 20;

const redirects = law("who is sent on goes at once where the route says, up to 20 times in a row", (scenario) => {
	const first = new Map<number, string>();
	const asked = new Map<number, string>();
	const followed = new Map<number, number>();
	return (event) => {
		if (event.kind === "begun") first.set(event.exchange, event.data.request);
		if (event.kind !== "begun" && event.kind !== "retried") return undefined;
		const { exchange, data } = event;
		if (!("redirect" in data)) {
			asked.set(exchange, first.get(exchange) ?? "");
			followed.set(exchange, 0);
			return undefined;
		}
		const before = asked.get(exchange) ?? "";
		const next = sentOnTo(before, scenario.routes[data.to]?.[before]);
		const count = (followed.get(exchange) ?? 0) + 1;
		if (next === undefined || data.waited !== 0) return `${before} sends nobody on, or not at once`;
		asked.set(exchange, next);
		followed.set(exchange, count);
		if (count > REDIRECTS_IN_A_ROW) return `${count} in a row`;
		return requestParts(next).path === data.redirect ? undefined : `to ${data.redirect} instead of ${next}`;
	};
});

/** What a route does that a client asks for: of the server behind it, where it asks a cache. */
function stepsOf(
	scenario: Scenario,
	{ to, request }: { readonly to: string; readonly request: string },
): readonly Step[] {
	return routesAt(scenario, to)[routeOf(request)] ?? [];
}

/** What a node has in hand, call by call. */
interface Hands {
	readonly working: Set<string>;
	/** At work, or not any more: a trace doesn't tell when a worker is free that goes on after its reply. */
	readonly perhaps: Set<string>;
	readonly queued: Set<string>;
	/** Waiting for an item, or going on after one: without a worker. */
	readonly holding: Set<string>;
}

/** Whether something is done after the reply. */
function goesOn(steps: readonly Step[]): boolean {
	const reply = steps.findIndex((step) => "reply" in step);
	return reply >= 0 && reply < steps.length - 1;
}

const workers = law(
	"a node works on as much as it has workers for, lets as much wait as its queue holds, and refuses nothing before",
	(scenario) => {
		const hands = new Map<string, Hands>();
		const asked = new Map<number, string>();
		const unread = new Set<string>();
		/** The routes that a call may be for: what servers ask and what caches ask again isn't told by their calls. */
		const candidates = (node: string, call: string, exchange: number): readonly (readonly Step[])[] => {
			const routes = routesAt(scenario, node);
			const request = callParts(call).parent === undefined ? asked.get(exchange) : undefined;
			const own = request === undefined ? undefined : routes[routeOf(request)];
			return own === undefined ? Object.values(routes) : [own];
		};
		return (event) => {
			if (event.kind === "begun") asked.set(event.exchange, event.data.request);
			if (event.kind === "retried" && event.data.redirect !== undefined) asked.delete(event.exchange);
			// What can't be read is answered at the door.
			if (event.kind === "delivered" && event.data.damaged !== undefined) unread.add(event.call);
			if (event.kind === "replied" && unread.has(event.call))
				return event.data.status === 400 ? undefined : "it was read";
			const spec = scenario.nodes[event.node];
			if (spec === undefined || !("workers" in spec)) return undefined;
			const known = hands.get(event.node) ?? {
				working: new Set(),
				perhaps: new Set(),
				queued: new Set(),
				holding: new Set(),
			};
			const { working, perhaps, queued } = known;
			hands.set(event.node, known);
			const room = spec.is === "server" ? spec.queue : Number.POSITIVE_INFINITY;
			const isBusy = working.size + perhaps.size >= spec.workers;
			switch (event.kind) {
				case "crashed":
					working.clear();
					perhaps.clear();
					known.holding.clear();
					queued.clear();
					return undefined;
				case "queued":
					if (event.data.for === "item") {
						known.holding.add(event.call);
						return working.delete(event.call) || perhaps.delete(event.call) ? undefined : "it was not at work";
					}
					if (event.data.for !== "worker") return undefined;
					queued.add(event.call);
					return isBusy && queued.size <= room ? undefined : `${queued.size} wait, ${working.size} are at work`;
				case "started":
					queued.delete(event.call);
					if (candidates(event.node, event.call, event.exchange).some(goesOn)) perhaps.add(event.call);
					else working.add(event.call);
					return working.size <= spec.workers ? undefined : `${working.size} are at work`;
				case "replied":
					if (working.delete(event.call) || known.holding.delete(event.call)) return undefined;
					if (perhaps.has(event.call)) {
						if (!candidates(event.node, event.call, event.exchange).some(goesOn)) perhaps.delete(event.call);
						return undefined;
					}
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

const reasons = law("an exchange is settled for the reason that its last attempt shows", (scenario) => {
	const streams = new Set<number>();
	const last = new Map<string, string>();
	const sent = new Set<string>();
	/** The calls that each connection carries: its end is theirs. */
	const carried = new Map<string, Map<string, string>>();
	return (event) => {
		if (event.kind === "begun" && isStream(stepsOf(scenario, event.data))) streams.add(event.exchange);
		if (event.kind === "sent") {
			sent.add(event.message);
			const calls = carried.get(event.connection) ?? new Map();
			if (callParts(event.message).direction === "request") {
				carried.set(event.connection, calls.set(event.call, `${event.node} ${event.call}`));
			}
		}
		if (event.kind === "delivered" && callParts(event.message).direction === "response") {
			// The answer of a stream is over with its end.
			const isLast = !streams.has(event.exchange) || callParts(event.message).item === "end";
			if (isLast) carried.get(event.connection)?.delete(event.call);
		}
		if (event.kind === "refused" || (event.kind === "closed" && event.data.why === "reset")) {
			for (const name of carried.get(event.connection)?.values() ?? []) last.set(name, seenAs(event));
		}
		if (event.kind !== "settled") {
			// A connection that ends while nothing is asked on it ends no call.
			const isOver = event.kind === "closed" && last.get(`${event.node} ${event.call}`) === "answered";
			const isUnseen = ["lost", "delayed", "stored"].includes(event.kind);
			if (!("call" in event) || isOver || isUnseen) return undefined;
			last.set(`${event.node} ${event.call}`, seenAs(event));
			// What becomes of a sign-in becomes of what it is for, until that is asked.
			const { parent } = callParts(event.call);
			if (asideOf(event.call) === "sign-in") last.set(`${event.node} ${parent}`, seenAs(event));
			return undefined;
		}
		const isSent = sent.has(`${event.call}>`);
		const shown = last.get(`${event.node} ${event.call}`);
		// Who leaves a stream of HTTP/2 or HTTP/3 leaves the connection open.
		if (event.data.why === "left" && shown === "answered" && streams.has(event.exchange)) return undefined;
		const reason = (isSent ? SENT_REASONS : UNSENT_REASONS)[shown ?? ""];
		return reason === event.data.why ? undefined : `${event.data.why}, but what was seen is ${shown}`;
	};
});

/** Why an exchange is over, by what was last seen of it, where its request had left and where it had not. */
const SENT_REASONS: Readonly<Record<string, string>> = {
	// What left with the first flight of 0-RTT can be refused.
	...{ "gave-up": "timed-out", reset: "reset", answered: "answered", refused: "refused", left: "left" },
	// From a cache of its own.
	"looked-up": "answered",
};
const UNSENT_REASONS: Readonly<Record<string, string>> = {
	"gave-up": "not-sent",
	reset: "not-sent",
	refused: "refused",
	answered: "answered",
	"looked-up": "answered",
};

/** What the asking node can conclude from an event. */
function seenAs(event: TraceEvent): string {
	if (event.kind === "delivered") return "answered";
	if (event.kind === "closed") return event.data.why;
	return event.kind === "timed-out" ? "gave-up" : event.kind;
}

/** A connection as its asking node sees it. */
interface OpenConnection {
	readonly from: string;
	readonly to: string;
	readonly link: LinkSpec;
	isConnected: boolean;
	isSecured: boolean;
	/** It carries a call that has it alone, or has carried the only one. */
	isTaken: boolean;
	/** Its answer goes on, item after item. */
	isStreaming: boolean;
	readonly isForCopies: boolean;
}

const connections = law(
	"no node holds more connections to another than it may, and sets each up before it uses it; HTTP/1.1 asks one thing at a time",
	(scenario) => {
		const open = new Map<string, OpenConnection>();
		return (event) => {
			if (event.kind === "crashed") {
				for (const [name, { from }] of open) if (from === event.node) open.delete(name);
			}
			if (!("connection" in event) || event.kind === "packet") return undefined;
			const { connection, node } = event;
			const known = open.get(connection);
			if (event.kind === "connecting") {
				const { to } = event.data;
				const link = scenario.links[linkName(node, to)];
				if (link === undefined || known !== undefined) return "no link, or the same name again";
				open.set(connection, {
					from: node,
					to,
					link,
					isConnected: false,
					isSecured: false,
					isTaken: false,
					isStreaming: false,
					isForCopies: isCopy(event.call),
				});
				// Whoever sends copies has connections of its own.
				if (isCopy(event.call)) return undefined;
				const held = [...open.values()].filter(
					(each) => each.from === node && each.to === to && !each.isForCopies,
				).length;
				const limit = connectionLimit(scenario, node, link);
				return held <= limit ? undefined : `${held} connections, ${limit} allowed`;
			}
			// The end that was asked takes the other for gone: it has not heard of that.
			if (event.kind === "closed" && event.data.why === "no-pong") return undefined;
			if (event.kind === "refused" || event.kind === "closed") {
				return open.delete(connection) ? undefined : "was not open";
			}
			return known === undefined ? wrongWithout(event) : wrongOn(known, event);
		};
	},
);

function connectionLimit(scenario: Scenario, node: string, { over }: LinkSpec): number {
	const spec = scenario.nodes[node];
	if (over !== "http/1.1") return 1;
	return spec !== undefined && "connections" in spec ? spec.connections : 0;
}

/** On a connection that its asking node doesn't have, only what was under way still happens. */
function wrongWithout(event: TraceEvent): string | undefined {
	return asks(event) || event.kind === "connected" || event.kind === "secured" ? "is not open" : undefined;
}

/** Whether it is a request that leaves. */
function asks(event: TraceEvent): boolean {
	if (event.kind !== "sent") return false;
	const { direction, item } = callParts(event.message);
	return direction === "request" && item === undefined;
}

/** The head of an answer whose length isn't said: items follow it, or one that has changed the protocol. */
const OPEN_HEAD = /^HTTP\/1\.1 101 |\r\ntransfer-encoding: *chunked\r\n/i;

/** Whether an answer is over with a message of it. */
function endsAnswer(known: OpenConnection, event: TraceEvent): boolean {
	if (event.kind !== "delivered") return false;
	const { direction, item } = callParts(event.message);
	return direction === "response" && (known.isStreaming ? item === "end" : item === undefined);
}

function wrongOn(known: OpenConnection, event: TraceEvent): string | undefined {
	const { link } = known;
	const needsKeys = link.tls !== undefined || link.over === "http/3";
	if (event.kind === "connected") known.isConnected = true;
	if (event.kind === "secured") {
		const isInTurn = known.isConnected && needsKeys && !known.isSecured;
		known.isSecured = true;
		return isInTurn ? undefined : "secured out of turn";
	}
	if (asks(event)) {
		// QUIC's first flight can bear requests before anything has come back.
		const isEarly = link.over === "http/3" && link.handshake === "0-rtt";
		const isReady = isEarly || (known.isConnected && known.isSecured === needsKeys);
		if (!isReady || known.isTaken) return "is not free";
		known.isTaken = link.over === "http/1.1";
	}
	if (event.kind === "sent" && callParts(event.message).direction === "response") {
		if (callParts(event.message).item === undefined) known.isStreaming = OPEN_HEAD.test(event.data.head ?? "");
	}
	if (link["keep-alive"] && endsAnswer(known, event)) known.isTaken = false;
	return undefined;
}

const effects = law("only a query with an effect commits, that effect, once, where it was asked", (scenario) => {
	const first = new Map<number, string>();
	/** By attempt. */
	const asked = new Map<string, string>();
	/** By attempt. */
	const askedOf = new Map<string, string>();
	const committed = new Set<string>();
	return (event) => {
		if (event.kind === "begun" || event.kind === "retried") askedOf.set(event.call, event.data.to);
		if (event.kind === "begun") {
			first.set(event.exchange, event.data.request);
			asked.set(event.call, event.data.request);
		}
		if (event.kind === "retried") {
			const before = asked.get(attemptCall(event.exchange, event.attempt - 1)) ?? "";
			const isSentOn = event.data.redirect !== undefined;
			const next = isSentOn ? sentOnTo(before, scenario.routes[event.data.to]?.[before]) : first.get(event.exchange);
			asked.set(event.call, next ?? "");
		}
		if (event.kind !== "committed") return undefined;
		const [attempt = "", ...path] = originalOf(event.call).split("/");
		const step = stepOfPath(scenario, askedOf.get(attempt) ?? "", asked.get(attempt) ?? "", path.map(Number));
		const name = `${event.call} ${event.data.effect}`;
		if (committed.has(name)) return `${name} is committed again`;
		committed.add(name);
		// The calls that items lead to, and those that a cache makes, are not told by their numbers.
		const from = { to: askedOf.get(attempt) ?? "", request: asked.get(attempt) ?? "" };
		const isLoose = scenario.nodes[from.to]?.is === "cache" || stepsOf(scenario, from).some((each) => "each" in each);
		if (isLoose) return mayCommit(scenario, from, event) ? undefined : `nothing asks for ${event.data.effect}`;
		const to = askedOf.get(attempt) ?? "";
		const retried = retriedQueries(scenario.routes[to]?.[asked.get(attempt) ?? ""] ?? []);
		const isAsked = [step, ...retried].some(
			(each) =>
				each !== undefined &&
				"query" in each &&
				each.query === event.node &&
				effectsOf(each).includes(event.data.effect),
		);
		return isAsked ? undefined : `nobody asked for ${event.data.effect}`;
	};
});

/** Whether anything that is done for a request makes a database commit this. */
function mayCommit(
	scenario: Scenario,
	from: { readonly to: string; readonly request: string },
	{ node, data }: EventOf<"committed">,
): boolean {
	return withInnerSteps(stepsOf(scenario, from)).some((step) => {
		if ("query" in step) return step.query === node && effectsOf(step).includes(data.effect);
		return (
			"ask" in step &&
			mayCommit(scenario, { to: step.ask, request: step.request }, { node, data } as EventOf<"committed">)
		);
	});
}

/** Calls of a transaction that is tried again have numbers that no step has. */
function retriedQueries(steps: readonly Step[]): readonly Step[] {
	// So have those that come after an ask that is tried again.
	if (steps.some((step) => "ask" in step && step.attempts > 1)) return withInnerSteps(steps);
	return steps.flatMap((step) => ("transaction" in step && step.attempts > 1 ? step.steps : []));
}

/** What is told of a node without it, because it happened to a message of its. */
const TOLD_OF_THE_DEAD = ["lost", "restarted", "impaired", "mended", "hampered", "recovered"];

const death = law("the dead do nothing and nothing reaches them", () => {
	const dead = new Map<string, "process" | "machine">();
	return (event) => {
		const died = dead.get(event.node);
		if (event.kind === "crashed") dead.set(event.node, event.data.silent ? "machine" : "process");
		if (event.kind === "restarted") dead.delete(event.node);
		if (died === undefined || TOLD_OF_THE_DEAD.includes(event.kind)) return undefined;
		// The machine of a dead process still says that nobody is there.
		return event.kind === "packet" && died === "process" ? undefined : "it is dead";
	};
});

/** What happens at a node that stands still: what its kernel does, and what becomes of what it has sent. */
const TOLD_OF_THE_PAUSED: readonly EventKind[] = [
	...([
		"lost",
		"packet",
		"connected",
		"secured",
		"refused",
		"closed",
		"crashed",
		"restarted",
		"hampered",
		"recovered",
	] as const),
];

const standstill = law("who stands still does nothing", () => {
	const paused = new Set<string>();
	return (event) => {
		if (event.kind === "hampered" && event.data.how === "paused") paused.add(event.node);
		if (event.kind === "crashed") paused.delete(event.node);
		if (event.kind === "recovered" && event.data.how === "paused") paused.delete(event.node);
		return paused.has(event.node) && !TOLD_OF_THE_PAUSED.includes(event.kind) ? "it stands still" : undefined;
	};
});

/** By which fault a node is hampered. */
const HAMPERS = { paused: "pause", slow: "slow", full: "fill", skewed: "skew" } as const;

/** Faults after which a node is dead. */
const KILLS = ["crash", "failover", "exhaust"] as const;

/** Faults after which a message doesn't arrive. */
const ENDING = ["lose", "reset", "truncate", "corrupt"] as const;

const faults = law("what a fault did names the fault", (scenario) => {
	const fits = (index: number | undefined, key: string): boolean => key in (scenario.faults[index ?? -1] ?? {});
	return (event) => {
		if (event.kind === "crashed" || event.kind === "restarted")
			return KILLS.some((key) => fits(event.data.fault, key)) ? undefined : "no crash";
		if (event.kind === "forgotten") return fits(event.data.fault, "failover") ? undefined : "no failover";
		if (event.kind === "impaired" || event.kind === "mended") {
			const named = scenario.faults[event.data.fault];
			const isLinks = named !== undefined && struckLink(named) === linkName(event.node, event.data.to);
			return isLinks ? undefined : "no fault of this link";
		}
		if (event.kind === "flushed") return fits(event.data.fault, "flush") ? undefined : "no flush";
		if (event.kind === "hampered" || event.kind === "recovered") {
			return fits(event.data.fault, HAMPERS[event.data.how]) ? undefined : "no such fault";
		}
		if (event.kind === "copied") return fits(event.data.fault, "duplicate") ? undefined : "no duplicate";
		if (event.kind === "delayed")
			return fits(event.data.fault, "delay") || fits(event.data.fault, "reorder") ? undefined : "no delay";
		if (event.kind === "delivered" && event.data.damaged !== undefined) {
			return fits(event.data.damaged, "corrupt") ? undefined : "no corruption";
		}
		if (event.kind !== "lost") return undefined;
		const isNamed =
			event.data.why === "fault" ? ENDING.some((key) => fits(event.data.fault, key)) : event.data.fault === undefined;
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

const waits = law("only answers tell what they waited for, and only where packets are told apart", (scenario) => {
	return (event) => {
		if (event.kind !== "delivered" || event.data.waits === undefined) return undefined;
		const link = scenario.links[linkName(event.node, event.data.from)];
		if (callParts(event.message).direction !== "response" || link === undefined) return "no answer";
		return link.detail === "messages" ? "there are no packets on its link" : undefined;
	};
});

const packets = law("a packet arrives after its delay and in the order of sending, or is lost", (scenario) => {
	const arrived = new Map<string, number>();
	return (event) => {
		if (event.kind !== "packet") return undefined;
		const { to, arrives, lost } = event.data;
		const link = scenario.links[linkName(event.node, to)] ?? scenario.links[linkName(to, event.node)];
		if (arrives === undefined || lost !== undefined) {
			return (arrives === undefined) === (lost !== undefined) ? undefined : "arrives and is lost, or neither";
		}
		// Copies travel beside what others send.
		const way = `${event.node} ${to} ${event.connection.includes("#d")}`;
		if (arrives < (arrived.get(way) ?? 0)) return "overtakes another";
		arrived.set(way, arrives);
		return link !== undefined && arrives - event.at >= Math.floor(link.rtt / 2) ? undefined : "faster than its link";
	};
});

export const TRACE_LAWS: readonly TraceLaw[] = [
	...[
		order,
		messages,
		speed,
		exchanges,
		patience,
		redirects,
		reasons,
		workers,
		connections,
		effects,
		lives,
		death,
		faults,
		names,
	],
	...[waits, packets, standstill],
];
