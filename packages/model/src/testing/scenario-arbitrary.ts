import type fc from "fast-check";
import type { Expectation } from "../scenario/expectations/registry.ts";
import type { PointedCrash } from "../scenario/faults/crash.ts";
import type { Fault } from "../scenario/faults/registry.ts";
import { type LinkName, linkEnds, linkName } from "../scenario/link-name.ts";
import type { LinkSpec } from "../scenario/link-spec.ts";
import type { NodeSpec, Role } from "../scenario/nodes/registry.ts";
import { isRedirect, REDIRECTS, requestAfter } from "../scenario/redirects.ts";
import { METHODS, type RequestLine, requestParts } from "../scenario/request-line.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { QueryStep } from "../scenario/steps/query.ts";
import type { Step } from "../scenario/steps/registry.ts";
import { type TrafficSpec, trafficWords } from "../scenario/traffic.ts";
import { duration, NS_PER_MS } from "../units/duration.ts";
import type { Span } from "../units/span.ts";
import { type Choices, chosen } from "./choices.ts";
import { drawLink, type LinkSizes } from "./link-arbitrary.ts";

/** How large the parts of a scenario become. */
interface Sizes extends LinkSizes {
	readonly shortestTimeoutNs: number;
	readonly longestScanNs: number;
	readonly most: Readonly<Record<"workers" | "queue" | "connections" | "rows" | "statements", number>>;
	readonly times: number;
	readonly bytes: number;
	/** What text is made of. */
	readonly alphabet: readonly [string, ...string[]];
}

const LETTERS: readonly [string, ...string[]] = ["a", "b", "Z", "0", "9", "é", "中", "😀", "-", " "];
/** Characters that mean something to YAML, to JSON or to JavaScript. */
const ODD_CHARACTERS = Array.from("\t\n\r:#-'\"\\&*!|>%@`{}[],? =~.\u0000\u0007\u0085\u2028\ufeff\u00a0\u007f");

const WHOLE_GRAMMAR: Sizes = {
	longestNs: duration.max,
	...{ mostLoss: 1_000_000, mostQueue: 1_000_000, mostWindow: 1_000 },
	shortestTimeoutNs: 0,
	longestScanNs: 1_000_000,
	most: { workers: 10_000, queue: 1_000_000, connections: 1_000, rows: 1_000_000, statements: 1_000 },
	times: 100,
	bytes: 1_000_000_000,
	alphabet: [...LETTERS, ...ODD_CHARACTERS, "\ud800", "\udfff", "true", "1e3", "0x1", "---", "\n\n", "  "],
};

const QUICKLY_PLAYED: Sizes = {
	longestNs: 200_000_000,
	...{ mostLoss: 300_000, mostQueue: 50, mostWindow: 20 },
	shortestTimeoutNs: 1_000_000,
	longestScanNs: 1_000,
	most: { workers: 3, queue: 3, connections: 3, rows: 10_000, statements: 3 },
	times: 8,
	bytes: 3_000,
	alphabet: LETTERS,
};

/** Whatever the grammar can say. */
export const anyScenario: fc.Arbitrary<Scenario> = chosen((choices) => drawScenario(choices, WHOLE_GRAMMAR));

/** Scenarios whose runs have up to a few thousand events, with contention, faults and crashes. */
export const playableScenario: fc.Arbitrary<Scenario> = chosen((choices) => drawScenario(choices, QUICKLY_PLAYED));

function drawScenario(choices: Choices, sizes: Sizes): Scenario {
	const nodes = drawNodes(choices, sizes);
	const links = drawLinks(choices, sizes, nodes);
	const routes = drawRoutes(choices, sizes, nodes, links);
	return {
		roundtrip: 1,
		title: drawText(choices, sizes),
		...choices.field("about", () => drawText(choices, sizes)),
		seed: choices.integer(0, Number.MAX_SAFE_INTEGER),
		types: {},
		nodes,
		links,
		routes,
		traffic: drawTraffic(choices, sizes, links, routes),
		faults: drawFaults(choices, sizes, nodes, links),
		expect: choices.list(3, () => drawExpectation(choices)),
	};
}

function drawText(choices: Choices, { alphabet }: Sizes): string {
	return choices.list(20, () => choices.pick(alphabet)).join("");
}

/** Names that mean something elsewhere: in JavaScript, in YAML, in a trace. */
const NAMES = [
	"a",
	"b-2",
	"C_",
	"constructor",
	"toString",
	"null",
	"true",
	"yes",
	"no",
	"on",
	"e1",
	"NaN",
	"is",
	"to",
] as const;

function drawName(choices: Choices): string {
	return choices.boolean() ? choices.pick(NAMES) : `n${choices.integer(0, 999_999)}`;
}

/** Mostly short, at times as long as can be. */
function drawTime(choices: Choices, sizes: Sizes, shortestNs = 0): number {
	return choices.integer(shortestNs, sizes.longestNs);
}

function drawNodes(choices: Choices, sizes: Sizes): Readonly<Record<string, NodeSpec>> {
	const others = choices.list(5, () => drawName(choices));
	const names = ["phone", "bank", "ledger", ...others];
	const roles: Readonly<Record<string, DrawnRole>> = { phone: "client", bank: "server", ledger: "database" };
	return Object.fromEntries(
		names.map((name): [string, NodeSpec] => {
			const drawn = choices.pick<DrawnRole>(["client", "server", "database"]);
			const role = Object.hasOwn(roles, name) ? roles[name] : undefined;
			return [name, drawNode(choices, sizes, role ?? (trafficWords.includes(name) ? "server" : drawn))];
		}),
	);
}

/** Caches and balancers stand before certain servers, over certain links: their own tests say which. */
type DrawnRole = Exclude<Role, "cache" | "balancer">;

function drawNode(choices: Choices, sizes: Sizes, is: DrawnRole): NodeSpec {
	const { most, shortestTimeoutNs } = sizes;
	if (is === "database") return drawDatabase(choices, sizes);
	const timeout = drawTime(choices, sizes, shortestTimeoutNs);
	const connections = choices.integer(1, most.connections);
	if (is === "server") {
		const [workers, queue] = [choices.integer(1, most.workers), choices.integer(0, most.queue)];
		return { is, workers, queue, timeout, connections };
	}
	const [baseNs, capNs] = drawBounds(choices, sizes);
	const jitter = choices.pick(["none", "full"] as const);
	return { is, timeout, retry: { attempts: choices.integer(1, 4), backoff: { baseNs, capNs }, jitter }, connections };
}

function drawDatabase(choices: Choices, { most, longestScanNs }: Sizes): NodeSpec {
	const [rows, scan] = [choices.integer(0, most.rows), choices.integer(0, longestScanNs)];
	return {
		is: "database",
		workers: choices.integer(1, most.workers),
		rows,
		index: choices.boolean(),
		scan,
		amounts: {},
		patience: 5e9,
	};
}

function drawBounds(choices: Choices, sizes: Sizes): readonly [number, number] {
	const [one, other] = [drawTime(choices, sizes), drawTime(choices, sizes)];
	return [Math.min(one, other), Math.max(one, other)];
}

type Nodes = Readonly<Record<string, NodeSpec>>;
type Links = Readonly<Record<LinkName, LinkSpec>>;
type Routes = Readonly<Record<string, Readonly<Record<RequestLine, readonly Step[]>>>>;

/** The first way of each kind is always there. */
function drawLinks(choices: Choices, sizes: Sizes, nodes: Nodes): Links {
	const links: Record<LinkName, LinkSpec> = {};
	for (const [from, asking] of Object.entries(nodes)) {
		for (const [to, asked] of Object.entries(nodes)) {
			const isWay = ["client server", "server database"].includes(`${asking.is} ${asked.is}`);
			const isFirst = from === "phone" || from === "bank";
			if (!isWay || (!isFirst && choices.boolean())) continue;
			links[linkName(from, to)] = drawLink(choices, sizes);
		}
	}
	return links;
}

function drawSpan(choices: Choices, sizes: Sizes): Span {
	const [fromNs, toNs] = drawBounds(choices, sizes);
	const shape = choices.pick(["fixed", "between", "exponential"] as const);
	if (shape === "fixed") return { shape, ns: toNs };
	return shape === "between" ? { shape, fromNs, toNs } : { shape, meanNs: fromNs };
}

/** A body given by its size, or as text, or none. */
function drawContent(choices: Choices, sizes: Sizes): { readonly size?: number; readonly body?: string } {
	const how = choices.pick(["none", "size", "body"] as const);
	if (how === "size") return { size: choices.integer(0, sizes.bytes) };
	return how === "body" ? { body: drawText(choices, sizes) } : {};
}

function drawRoutes(choices: Choices, sizes: Sizes, nodes: Nodes, links: Links): Routes {
	const servers = Object.keys(nodes).filter((name) => nodes[name]?.is === "server");
	return Object.fromEntries(
		servers.map((server) => {
			const databases = waysFrom(server, links);
			const requests = ["GET /", "GET /on", ...choices.list(2, () => drawRequest(choices))];
			const steps = (line: RequestLine): readonly Step[] => [
				...drawSteps(choices, sizes, databases),
				{ ...drawStatus(choices, line, requests), ...drawContent(choices, sizes) },
			];
			return [server, Object.fromEntries(requests.map((line) => [line, steps(line)]))];
		}),
	);
}

function waysFrom(node: string, links: Links): readonly string[] {
	return Object.keys(links).flatMap((name) => (linkEnds(name).from === node ? [linkEnds(name).to] : []));
}

function drawRequest(choices: Choices): RequestLine {
	const characters = choices.list(8, () => String.fromCharCode(choices.integer(0x21, 0x7e)));
	return `${choices.pick(METHODS)} /${characters.join("")}`;
}

function drawSteps(choices: Choices, sizes: Sizes, [first, ...more]: readonly string[]): readonly Step[] {
	return choices.list(3, (): Step => {
		if (first === undefined || choices.boolean()) return { work: drawSpan(choices, sizes) };
		const effects = choices.pick([true, true, false]) ? drawEffects(choices) : {};
		const times = choices.integer(1, sizes.most.statements);
		return { query: choices.pick([first, ...more]), ...effects, takes: drawSpan(choices, sizes), times };
	});
}

/** One, or several in a transaction. */
function drawEffects(choices: Choices): Pick<QueryStep, "effect" | "with"> {
	const [effect = "a", ...more] = [...new Set([drawName(choices), ...choices.list(2, () => drawName(choices))])];
	return more.length === 0 ? { effect } : { effect, with: more };
}

/** Of a route's reply; a redirect leads to another route of the same server, and may well lead back. */
function drawStatus(
	choices: Choices,
	line: RequestLine,
	requests: readonly RequestLine[],
): { readonly reply: number; readonly location?: string } {
	const reply = choices.pick([200, 201, 204, 304, 404, 409, 500, 503, 599, ...REDIRECTS]);
	if (!isRedirect(reply)) return { reply };
	const paths = requests.map((each) => requestParts(each).path);
	const [first, ...more] = paths.filter((path) => {
		const next = requestAfter(line, reply, path);
		return next !== line && requests.includes(next);
	});
	return first === undefined ? { reply: 200 } : { reply, location: choices.pick([first, ...more]) };
}

function drawTraffic(choices: Choices, sizes: Sizes, links: Links, routes: Routes): readonly TrafficSpec[] {
	const [way, ...more] = Object.keys(links)
		.map(linkEnds)
		.filter(({ to }) => Object.hasOwn(routes, to));
	if (way === undefined) return [];
	return choices.list(4, () => {
		const { from, to } = choices.pick([way, ...more]);
		const [request = "", ...others] = Object.keys(routes[to] ?? {});
		const mayBeSilent = waysFrom(from, links).length === 1 && choices.boolean();
		return {
			from,
			request: choices.pick([request, ...others]),
			...(mayBeSilent ? {} : { to }),
			at: drawTime(choices, sizes),
			arrivals: choices.pick(["random", "even"] as const),
			...drawContent(choices, sizes),
			...drawRhythm(choices, sizes),
		};
	});
}

type Rhythm = Pick<TrafficSpec, "times" | "every" | "one-by-one" | "rate" | "for">;

function drawRhythm(choices: Choices, sizes: Sizes): Rhythm {
	const how = choices.pick(["at once", "spaced", "in turn", "rate"] as const);
	const times = choices.integer(1, sizes.times);
	if (how === "spaced") return { times, every: drawTime(choices, sizes), "one-by-one": false };
	if (how !== "rate") return { times, "one-by-one": how === "in turn" };
	// So often and so long that about as many exchanges begin as with `times`.
	const forNs = drawTime(choices, sizes, 1);
	const most = Math.floor((sizes.times * 3_600e9) / forNs);
	return { times: 1, "one-by-one": false, rate: choices.integer(1, Math.max(1, Math.min(3_600e6, most))), for: forNs };
}

function drawFaults(choices: Choices, sizes: Sizes, nodes: Nodes, links: Links): readonly Fault[] {
	const ofMessages = choices.list(3, () => drawMessageFault(choices, sizes, nodes, Object.keys(links)));
	const ofLinks = drawLinkFaults(choices, sizes, links);
	const mortals = Object.keys(nodes).filter((name) => nodes[name]?.is !== "client");
	return [
		...ofMessages,
		...ofLinks,
		...mortals.flatMap((name) => {
			const isDatabase = nodes[name]?.is === "database";
			return choices.integer(0, 2) === 0
				? drawCrashesAtPoints(choices, sizes, name, isDatabase)
				: drawCrashes(choices, sizes, name);
		}),
	];
}

function drawMessageFault(choices: Choices, sizes: Sizes, nodes: Nodes, [link, ...more]: readonly LinkName[]): Fault {
	const named = `e${choices.integer(1, 9)}.${choices.integer(1, 3)}${choices.pick(["", "/1"])}${choices.pick([">", "<"])}`;
	const nth: number | "all" = choices.boolean() ? choices.integer(1, 5) : "all";
	const isNamed = link === undefined || choices.boolean();
	const which = isNamed ? named : choices.pick(["request", "response"]);
	const match = isNamed ? { nth } : { on: choices.pick([link, ...more]), nth, ...drawMatch(choices) };
	const kind = choices.pick(["lose", "lose", "delay", "delay", "reset", "truncate"] as const);
	if (kind === "lose") return { lose: which, ...match };
	if (kind === "delay") {
		const timeNs = drawTime(choices, sizes);
		if (nth === 5) return { reorder: which, ...match, within: timeNs };
		if (nth === "all") return { delay: which, ...match, by: timeNs };
		// Statements don't come twice.
		const isAsked = "on" in match && nodes[linkEnds(match.on).to]?.is === "database";
		if (isAsked) return { delay: which, ...match, by: timeNs };
		return { duplicate: isNamed ? which.replace("<", ">") : "request", ...match, times: nth, after: timeNs };
	}
	if (kind === "reset") return { reset: which, ...match };
	const answer = isNamed ? which.replace(">", "<") : "response";
	return { truncate: answer, at: choices.pick(["headers", "body"]), ...match };
}

/** Of links whose packets may be told apart; mostly none. */
function drawLinkFaults(choices: Choices, sizes: Sizes, links: Links): readonly Fault[] {
	const [link, ...more] = Object.keys(links).filter((name) => links[name]?.detail !== "messages");
	if (link === undefined || choices.integer(0, 5) > 0) return [];
	const at = drawTime(choices, sizes);
	const until = at + drawTime(choices, sizes, 1);
	if (until > duration.max) return [];
	const struck = choices.pick([link, ...more]);
	const window = { at, ...choices.field("until", () => until) };
	const way = choices.pick(["both", "request", "response"] as const);
	const kind = choices.pick(["partition", "flap", "throttle"] as const);
	if (kind === "partition") return [{ partition: struck, ...window, way }];
	const [down, up] = [choices.integer(NS_PER_MS, 200 * NS_PER_MS), choices.integer(NS_PER_MS, 300 * NS_PER_MS)];
	if (kind === "flap") return [{ flap: struck, ...window, down, up, way }];
	const rtt = (links[struck]?.rtt ?? 0) + choices.integer(1, 100 * NS_PER_MS);
	return rtt > duration.max ? [] : [{ throttle: struck, ...window, rtt }];
}

/** Mostly nothing that narrows it down. */
function drawMatch(choices: Choices): { readonly attempt?: number; readonly probability?: number } {
	const how = choices.pick(["all", "all", "attempt", "probability"] as const);
	if (how === "attempt") return { attempt: choices.integer(1, 2) };
	return how === "probability" ? { probability: choices.integer(0, 1_000_000) } : {};
}

/** No death, or one, or two apart. */
function drawCrashes(choices: Choices, sizes: Sizes, crash: string): readonly Fault[] {
	const times = [...new Set(choices.list(4, () => drawTime(choices, sizes)))].sort((a, b) => a - b);
	const deaths: Fault[] = [];
	for (let n = 0; n < times.length; n += 2) {
		const [at = 0, restart] = times.slice(n);
		const back = restart === undefined ? {} : { "restart-at": restart };
		deaths.push({ crash, at, ...back, silent: choices.boolean() });
	}
	return deaths;
}

/** One or two of its first calls; a server's are those of clients, a database's are made for them. */
function drawCrashesAtPoints(choices: Choices, sizes: Sizes, crash: string, isDatabase: boolean): readonly Fault[] {
	const deaths = choices.list(2, (): PointedCrash => {
		const back = choices.boolean() ? { "restart-after": drawTime(choices, sizes) } : {};
		const of = `e${choices.integer(1, 3)}.${choices.pick([1, 1, 2])}${isDatabase ? "/1" : ""}`;
		return { crash, when: choices.pick(["received", "committed", "replying"]), of, ...back, silent: choices.boolean() };
	});
	return deaths.filter(
		({ when, of }, index) => !deaths.slice(0, index).some((each) => each.when === when && each.of === of),
	);
}

function drawExpectation(choices: Choices): Expectation {
	return choices.pick<Expectation>([
		{ effects: choices.pick(["exactly-once", "at-most-once", "at-least-once"] as const) },
		{ outcome: choices.pick(["ok", "failed", "unknown"] as const) },
		{ "answer-within": choices.integer(0, duration.max) },
		{ "attempts-at-most": choices.integer(1, 100) },
		{ "round-trips-at-most": choices.integer(1, 1_000_000) },
		{ acknowledged: "kept" },
		{ failed: "undone" },
		{ availability: choices.integer(0, 1_000_000) },
		{ "retries-at-most": choices.integer(0, 1_000_000) },
	]);
}
