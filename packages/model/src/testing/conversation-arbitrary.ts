import type fc from "fast-check";
import type { Fault } from "../scenario/faults/registry.ts";
import { PLAIN_LINK } from "../scenario/link.ts";
import type { LinkSpec } from "../scenario/link-spec.ts";
import type { NodeSpec } from "../scenario/nodes/registry.ts";
import { type RequestLine, requestTarget } from "../scenario/request-line.ts";
import { isStream, shapeOf } from "../scenario/route-shape.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { Step } from "../scenario/steps/registry.ts";
import type { TrafficSpec } from "../scenario/traffic.ts";
import { type Choices, chosen } from "./choices.ts";
import { ANSWERED, CONVERSED, drawAnswered, drawConversed, drawStreamed, STREAMED } from "./route-arbitrary.ts";
import { drawHeaders, drawSaid, type StepNames } from "./step-arbitrary.ts";

const NAMES: Omit<StepNames, "data"> = {
	database: "store",
	colleague: { server: "desk", request: "POST /charge" },
	channels: ["news", "room"],
};
const LONGEST_NS = 100_000_000;

type Routes = Readonly<Record<RequestLine, readonly Step[]>>;

/** Conversations of every shape and protocol, between clients, a cache, two servers and a database, with faults and crashes. */
export const conversingScenario: fc.Arbitrary<Scenario> = chosen((choices) => {
	const data = { type: choices.pick(["Post", "Author"]), ...choices.field("count", () => choices.integer(1, 3)) };
	const names: StepNames = { ...NAMES, data };
	const routes = drawRoutes(choices, names);
	const links = drawLinks(choices);
	return {
		...{ roundtrip: 1, title: "Conversations", seed: choices.integer(0, 1_000_000) },
		types: {
			Author: { name: { kind: "text", bytes: 12 } },
			Post: {
				title: { kind: "text", bytes: 30 },
				likes: { kind: "number" },
				author: { kind: "record", type: "Author" },
			},
		},
		nodes: drawNodes(choices),
		links,
		routes: {
			hub: routes,
			desk: {
				"POST /charge": [
					...drawPublishing(choices, names),
					...drawAnswered(choices, { ...names, colleague: undefined }),
				],
			},
		},
		traffic: choices.list(6, () => drawLine(choices, names, links, routes)),
		faults: [...choices.list(3, () => drawMessageFault(choices)), ...drawCrash(choices)],
		expect: [],
	};
}, 1_500);

function drawNodes(choices: Choices): Readonly<Record<string, NodeSpec>> {
	const client = (): NodeSpec => ({
		...{ is: "client", timeout: choices.integer(1_000_000, 2 * LONGEST_NS), connections: choices.integer(1, 6) },
		retry: { attempts: choices.integer(1, 3), backoff: { baseNs: 10_000_000, capNs: 50_000_000 }, jitter: "none" },
		...choices.field("cache", () => "private" as const),
	});
	const server = (): NodeSpec => ({
		...{ is: "server", workers: choices.integer(1, 3), queue: choices.integer(0, 3) },
		...{ timeout: choices.integer(1_000_000, LONGEST_NS), connections: choices.integer(1, 3) },
	});
	return {
		...{ ann: client(), bob: client(), hub: server(), desk: server() },
		edge: {
			is: "cache",
			of: "hub",
			room: 64_000_000,
			collapse: choices.boolean(),
			timeout: LONGEST_NS,
			connections: 3,
		},
		store: { is: "database", workers: 2, rows: 0, index: true, scan: 0, amounts: {}, patience: 1e9 },
	};
}

type Over = LinkSpec["over"];

function drawLinks(choices: Choices): Readonly<Record<string, LinkSpec>> {
	const link = (over: Over): LinkSpec => ({
		...PLAIN_LINK,
		...{ rtt: choices.integer(0, LONGEST_NS), over },
		...choices.field("rate", () => choices.integer(100_000, 1_000_000_000)),
		...(over === "http/3" ? {} : choices.field("tls", () => "1.3" as const)),
		...(over === "http/3" ? {} : choices.field("detail", () => choices.pick(["packets", "messages"] as const))),
	});
	const any = (): Over => choices.pick(["http/1.1", "http/2", "http/3"] as const);
	return {
		...{ "ann -> hub": link(any()), "bob -> hub": link(any()), "bob -> edge": link(any()), "edge -> hub": link(any()) },
		...{ "hub -> desk": link(any()), "hub -> store": link("http/1.1"), "desk -> store": link("http/1.1") },
	};
}

/** Some of each shape; every channel has someone who publishes on it. */
function drawRoutes(choices: Choices, names: StepNames): Routes {
	const own: Record<RequestLine, readonly Step[]> = {};
	for (const request of ANSWERED) if (choices.boolean()) own[request] = drawAnswered(choices, names);
	for (const request of STREAMED) if (choices.boolean()) own[request] = drawStreamed(choices, names);
	for (const request of CONVERSED) if (choices.boolean()) own[request] = drawConversed(choices, names, request);
	return { ...own, "POST /news": [...drawPublishing(choices, names), { reply: 201 }] };
}

/** On every channel. */
function drawPublishing(choices: Choices, names: StepNames): readonly Step[] {
	return names.channels.map((publish) => ({ publish, ...drawSaid(choices, names) }));
}

function drawLine(
	choices: Choices,
	names: StepNames,
	links: Readonly<Record<string, LinkSpec>>,
	routes: Routes,
): TrafficSpec {
	const from = choices.pick(["ann", "bob"]);
	const to = from === "bob" && choices.pick([true, false, false]) ? "edge" : "hub";
	const { over } = links[`${from} -> ${to}`] ?? PLAIN_LINK;
	const carried = Object.keys(routes).filter(
		(request) => isCarried(request, over) && !(to === "edge" && isStream(routes[request] ?? [])),
	);
	const request = choices.pick(["POST /news", ...carried]);
	return {
		...{ from, to, request, at: choices.integer(0, 3 * LONGEST_NS), times: choices.integer(1, 3), arrivals: "even" },
		"one-by-one": choices.boolean(),
		...drawSaid(choices, names),
		...drawHeaders(choices),
		...drawStay(choices, routes[request] ?? []),
	};
}

function isCarried(request: RequestLine, over: Over): boolean {
	const { protocol } = requestTarget(request);
	if (protocol === "grpc") return over === "http/2";
	return protocol !== "websocket" || over === "http/1.1";
}

/** Who opens a stream leaves it some time: nothing else ends a subscription. */
function drawStay(choices: Choices, steps: readonly Step[]): Partial<TrafficSpec> {
	if (!isStream(steps)) return {};
	const sends = shapeOf(steps).up ? choices.field("send", () => choices.integer(1, 4)) : {};
	const spaced = "send" in sends ? choices.field("send-every", () => choices.integer(0, 30_000_000)) : {};
	const stay = { stay: choices.integer(1, 4 * LONGEST_NS) };
	return { ...sends, ...spaced, ...stay, ...choices.field("items", () => choices.integer(1, 4)) };
}

/** Of messages, and of items and ends by their names. */
function drawMessageFault(choices: Choices): Fault {
	const call = `e${choices.pick([1, 2, 3, 4])}.${choices.pick([1, 1, 1, 2])}`;
	const which = `${call}${choices.pick(["", "", "", "/1"])}${choices.pick([">", "<", "<"])}${choices.pick(["", "1", "2", "1", "end"])}`;
	return choices.boolean()
		? { lose: which, nth: "all" }
		: { delay: which, nth: "all", by: choices.integer(0, LONGEST_NS) };
}

function drawCrash(choices: Choices): readonly Fault[] {
	if (choices.boolean()) return [];
	const at = choices.integer(1, 2 * LONGEST_NS);
	const back = choices.field("restart-at", () => at + choices.integer(1, LONGEST_NS));
	return [{ crash: choices.pick(["hub", "desk", "store"]), at, ...back, silent: choices.pick([false, false, true]) }];
}
