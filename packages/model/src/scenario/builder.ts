import { checkScenario } from "./check.ts";
import type { WrittenExpectation } from "./expectations/registry.ts";
import type { WrittenFault } from "./faults/registry.ts";
import { LIMITS } from "./limits.ts";
import type { WrittenLink } from "./link.ts";
import { type LinkName, linkName } from "./link-name.ts";
import type { WrittenBalancer } from "./nodes/balancer.ts";
import type { WrittenCache } from "./nodes/cache.ts";
import type { WrittenClient } from "./nodes/client.ts";
import type { WrittenDatabase } from "./nodes/database.ts";
import type { WrittenServer } from "./nodes/server.ts";
import { type ParseResult, type Problem, pathText } from "./problem.ts";
import type { WrittenRequest } from "./request-line.ts";
import { SCENARIO_VERSION, type Scenario } from "./scenario.ts";
import type { WrittenStep } from "./steps/registry.ts";
import type { WrittenTraffic } from "./traffic.ts";
import type { WrittenTypes } from "./types/type-spec.ts";

/** Who is there so far; the compiler checks every later mention of a name against it. */
interface Cast {
	readonly client: string;
	/** Those that stand between: caches and balancers. */
	readonly cache: string;
	readonly server: string;
	readonly database: string;
	readonly link: LinkName;
}

interface Nobody extends Cast {
	readonly client: never;
	readonly cache: never;
	readonly server: never;
	readonly database: never;
	readonly link: never;
}

/** The cast with one more of a kind. */
type With<Given extends Cast, Kind extends keyof Cast, Name extends string> = {
	readonly [Each in keyof Cast]: Each extends Kind ? Given[Each] | Name : Given[Each];
};

type NodeName<Given extends Cast> = Given["client"] | Given["cache"] | Given["server"] | Given["database"];

/** A name that no node has yet. */
type NewName<Given extends Cast, Name extends string> = Name extends NodeName<Given> ? never : Name;

/** Whom a node may ask. */
type Asked<Given extends Cast, From extends string> = From extends Given["client"]
	? Given["cache"] | Given["server"]
	: Given["cache"] | Given["server"] | Given["database"];

/**
 * A scenario, written in code. Every method gives a new builder and leaves this one as it is, so that variants can
 * share a beginning. Values are written as in a file, with their units.
 */
export interface ScenarioBuilder<Given extends Cast> {
	about(text: string): ScenarioBuilder<Given>;
	seed(seed: number): ScenarioBuilder<Given>;
	types(types: WrittenTypes): ScenarioBuilder<Given>;
	client<Name extends string>(
		name: NewName<Given, Name>,
		spec?: WrittenClient,
	): ScenarioBuilder<With<Given, "client", Name>>;
	/** Of a server that is there already. */
	cache<Name extends string>(
		name: NewName<Given, Name>,
		spec: WrittenCache<Given["cache"] | Given["server"]>,
	): ScenarioBuilder<With<Given, "cache", Name>>;
	balancer<Name extends string>(
		name: NewName<Given, Name>,
		spec: WrittenBalancer<Given["cache"] | Given["server"]>,
	): ScenarioBuilder<With<Given, "cache", Name>>;
	server<Name extends string>(
		name: NewName<Given, Name>,
		spec?: WrittenServer,
	): ScenarioBuilder<With<Given, "server", Name>>;
	database<Name extends string>(
		name: NewName<Given, Name>,
		spec?: WrittenDatabase,
	): ScenarioBuilder<With<Given, "database", Name>>;
	/** The asking node first. */
	link<From extends Given["client"] | Given["cache"] | Given["server"], To extends Asked<Given, From>>(
		from: From,
		to: To,
		spec: WrittenLink,
	): ScenarioBuilder<With<Given, "link", `${From} -> ${To}`>>;
	route(
		server: Given["server"],
		request: WrittenRequest,
		steps: readonly WrittenStep<Given["database"], Given["cache"] | Given["server"]>[],
	): ScenarioBuilder<Given>;
	traffic(line: WrittenTraffic<Given["client"], Given["cache"] | Given["server"]>): ScenarioBuilder<Given>;
	fault(
		fault: WrittenFault<Given["link"], Given["cache"] | Given["server"] | Given["database"]>,
	): ScenarioBuilder<Given>;
	expect(expectation: WrittenExpectation): ScenarioBuilder<Given>;
	/** The same object as the same file gives, or the same problems; they all stand at line 1, column 1. */
	build(): ParseResult<Scenario>;
}

/** Begins a scenario: `scenario("Hello").client("phone").server("shop").link("phone", "shop", { rtt: "50ms" })…` */
export function scenario(title: string): ScenarioBuilder<Nobody> {
	return builder({ written: { roundtrip: SCENARIO_VERSION, title, nodes: {}, traffic: [] }, twice: [] });
}

type Written = Readonly<Record<string, unknown>>;

/** What has been said so far, in the form of a file, and the names that were given twice. */
interface Draft {
	readonly written: Written;
	readonly twice: readonly Problem[];
}

function builder<Given extends Cast>({ written, twice }: Draft): ScenarioBuilder<Given> {
	const set = (key: string, value: unknown): Draft => ({ written: { ...written, [key]: value }, twice });
	const named = (path: readonly string[], value: unknown): Draft => ({
		written: put(written, path, value),
		twice: isThere(written, path) ? [...twice, problemAt(path, `'${path.at(-1)}' is there twice`)] : twice,
	});
	const listed = (key: string, value: unknown): Draft => set(key, [...((written[key] ?? []) as unknown[]), value]);
	return {
		about: (text) => builder(set("about", text)),
		seed: (seed) => builder(set("seed", seed)),
		types: (types) => builder(set("types", types)),
		client: (name, spec) => builder(named(["nodes", name], { is: "client", ...spec })),
		cache: (name, spec) => builder(named(["nodes", name], { is: "cache", ...spec })),
		balancer: (name, spec) => builder(named(["nodes", name], { is: "balancer", ...spec })),
		server: (name, spec) => builder(named(["nodes", name], { is: "server", ...spec })),
		database: (name, spec) => builder(named(["nodes", name], { is: "database", ...spec })),
		link: (from, to, spec) => builder(named(["links", linkName(from, to)], spec)),
		route: (server, request, steps) => builder(named(["routes", server, request], steps)),
		traffic: (line) => builder(listed("traffic", line)),
		fault: (fault) => builder(listed("faults", fault)),
		expect: (expectation) => builder(listed("expect", expectation)),
		build: () => (twice.length > 0 ? { ok: false, problems: twice } : build(written)),
	};
}

function build(written: Written): ParseResult<Scenario> {
	const checked = checkScenario(written);
	if (checked.ok) return checked;
	const problems = checked.findings.slice(0, LIMITS.problems).map(({ path, message }) => problemAt(path, message));
	return { ok: false, problems };
}

/** Code has no lines that a problem could name. */
function problemAt(path: readonly PropertyKey[], message: string): Problem {
	return { line: 1, column: 1, path: pathText(path), message };
}

function put(into: Written, [key = "", ...deeper]: readonly string[], value: unknown): Written {
	return { ...into, [key]: deeper.length === 0 ? value : put((into[key] ?? {}) as Written, deeper, value) };
}

function isThere(data: unknown, [key, ...deeper]: readonly string[]): boolean {
	if (key === undefined) return true;
	return typeof data === "object" && data !== null && Object.hasOwn(data, key)
		? isThere((data as Written)[key], deeper)
		: false;
}
