import { clip } from "../clip.ts";
import { duration } from "../units/duration.ts";
import { printQuantity } from "../units/quantity.ts";
import type { CrashFault } from "./faults/crash.ts";
import { LIMITS } from "./limits.ts";
import { linkEnds, linkName } from "./link-name.ts";
import { nearestHint } from "./nearest.ts";
import type { Role } from "./nodes/registry.ts";
import { sentOnTo } from "./redirect-chain.ts";
import type { RequestLine } from "./request-line.ts";
import type { Scenario } from "./scenario.ts";
import type { Path } from "./source.ts";
import type { ReplyStep } from "./steps/reply.ts";
import { exchangesAtMost, type TrafficSpec, trafficWords } from "./traffic.ts";

/** A name that refers to nothing, or to the wrong thing. */
export interface ReferenceProblem {
	readonly path: Path;
	readonly atKey: boolean;
	readonly message: string;
}

type Report = (path: Path, message: string, atKey?: boolean) => void;

/** What the structure alone can't say: that every name refers to something of the right role, and that links join them. */
export function checkReferences(scenario: Scenario): readonly ReferenceProblem[] {
	const problems: ReferenceProblem[] = [];
	const report: Report = (path, message, atKey = false) => problems.push({ path, message, atKey });
	checkNames(scenario, report);
	checkLinks(scenario, report);
	checkRoutes(scenario, report);
	checkTraffic(scenario, report);
	checkFaults(scenario, report);
	return problems;
}

function roleOf(scenario: Scenario, name: string): Role | undefined {
	return Object.hasOwn(scenario.nodes, name) ? scenario.nodes[name]?.is : undefined;
}

function namesOf(scenario: Scenario, ...roles: readonly Role[]): readonly string[] {
	return Object.entries(scenario.nodes).flatMap(([name, node]) => (roles.includes(node.is) ? [name] : []));
}

/** In a line of traffic the client is a key beside the words of the line, so it can't be one of them. */
function checkNames(scenario: Scenario, report: Report): void {
	for (const name of namesOf(scenario, "client")) {
		if (trafficWords.includes(name)) {
			report(["nodes", name], `'${name}' is a word of traffic: give the client another name`, true);
		}
	}
}

/** Who may ask whom. */
const ASKS: readonly { readonly from: Role; readonly to: Role }[] = [
	{ from: "client", to: "server" },
	{ from: "server", to: "database" },
];

function checkLinks(scenario: Scenario, report: Report): void {
	for (const name of Object.keys(scenario.links)) {
		const { from, to } = linkEnds(name);
		const roles = { from: roleOf(scenario, from), to: roleOf(scenario, to) };
		const unknown = roles.from === undefined ? from : roles.to === undefined ? to : undefined;
		if (unknown !== undefined) {
			report(["links", name], `no node '${unknown}'${nearestHint(unknown, Object.keys(scenario.nodes))}`, true);
		} else if (!ASKS.some((pair) => pair.from === roles.from && pair.to === roles.to)) {
			report(
				["links", name],
				`a ${roles.from} can't ask a ${roles.to}: links go from a client to a server, or from a server to a database`,
				true,
			);
		}
	}
}

function checkRoutes(scenario: Scenario, report: Report): void {
	for (const [server, routes] of Object.entries(scenario.routes)) {
		if (roleOf(scenario, server) !== "server") {
			report(["routes", server], `no server '${server}'${nearestHint(server, namesOf(scenario, "server"))}`, true);
			continue;
		}
		for (const [request, steps] of Object.entries(routes)) {
			const path = ["routes", server, request];
			steps.forEach((step, index) => {
				if ("reply" in step) checkLocation(server, request, step, routes, [...path, index, "location"], report);
				if ("query" in step) checkQuery(scenario, server, step.query, [...path, index, "query"], report);
				if ("reply" in step && index < steps.length - 1)
					report([...path, index], "a reply is the last step; move it to the end");
			});
			const last = steps.at(-1);
			if (last === undefined || !("reply" in last))
				report(path, "a route ends with a reply: add - { reply: 200 }", true);
		}
	}
}

/** Loops are allowed: a client gives up on them. */
function checkLocation(
	server: string,
	request: RequestLine,
	step: ReplyStep,
	routes: Readonly<Record<RequestLine, unknown>>,
	path: Path,
	report: Report,
): void {
	const next = sentOnTo(request, [step]);
	if (next === undefined || Object.hasOwn(routes, next)) return;
	const hint = nearestHint(next, Object.keys(routes));
	report(path, `after this ${step.reply} ${clip(next)} is asked for, and ${server} has no such route${hint}`);
}

function checkQuery(scenario: Scenario, server: string, database: string, path: Path, report: Report): void {
	if (roleOf(scenario, database) !== "database") {
		report(path, `no database '${database}'${nearestHint(database, namesOf(scenario, "database"))}`);
	} else if (!Object.hasOwn(scenario.links, linkName(server, database))) {
		report(
			path,
			`there is no link from ${server} to ${database}; add ${linkName(server, database)}: { rtt: 1ms } to the links`,
		);
	}
}

function checkTraffic(scenario: Scenario, report: Report): void {
	for (const [index, line] of scenario.traffic.entries()) checkTrafficLine(scenario, line, ["traffic", index], report);
	const total = scenario.traffic.reduce((sum, line) => sum + exchangesAtMost(line), 0);
	if (total > LIMITS.exchanges) {
		report(
			["traffic"],
			`about ${total} exchanges; a run has at most ${LIMITS.exchanges}: shorten \`for\`, or lower \`rate\` or \`times\``,
			true,
		);
	}
}

function checkTrafficLine(scenario: Scenario, line: TrafficSpec, path: Path, report: Report): void {
	if (roleOf(scenario, line.from) !== "client") {
		report(
			[...path, line.from],
			`no client '${line.from}'${nearestHint(line.from, namesOf(scenario, "client"))}`,
			true,
		);
		return;
	}
	const servers = Object.keys(scenario.links)
		.filter((name) => linkEnds(name).from === line.from)
		.map((name) => linkEnds(name).to);
	if (line.to === undefined && servers.length !== 1) {
		const message =
			servers.length === 0
				? `${line.from} has no link to a server; add ${line.from} -> SERVER: { rtt: 50ms } to the links`
				: `${line.from} has links to ${servers.join(", ")}; say which one with \`to\``;
		report([...path, line.from], message, true);
		return;
	}
	const to = line.to ?? servers[0] ?? "";
	if (!servers.includes(to)) {
		report([...path, "to"], `${line.from} has no link to '${to}'${nearestHint(to, servers)}`);
		return;
	}
	if (roleOf(scenario, to) !== "server") return;
	const routes = Object.hasOwn(scenario.routes, to) ? Object.keys(scenario.routes[to] ?? {}) : [];
	if (!routes.includes(line.request)) {
		report([...path, line.from], `${to} has no route '${clip(line.request)}'${nearestHint(line.request, routes)}`);
	}
}

function checkFaults(scenario: Scenario, report: Report): void {
	scenario.faults.forEach((fault, index) => {
		if ("crash" in fault) {
			const role = roleOf(scenario, fault.crash);
			if (role === undefined || role === "client") {
				report(
					["faults", index, "crash"],
					`no server or database '${fault.crash}'${nearestHint(fault.crash, namesOf(scenario, "server", "database"))}`,
				);
			}
		} else if (fault.on !== undefined && !Object.hasOwn(scenario.links, fault.on)) {
			report(["faults", index, "on"], `no link '${fault.on}'${nearestHint(fault.on, Object.keys(scenario.links))}`);
		}
	});
	checkCrashesDontOverlap(scenario, report);
}

/** Of two that overlap, the one that stands later in the file is told. */
function checkCrashesDontOverlap(scenario: Scenario, report: Report): void {
	const crashes = scenario.faults.flatMap((fault, index) => ("crash" in fault ? [{ fault, index }] : []));
	for (const [position, { fault, index }] of crashes.entries()) {
		const other = crashes.slice(0, position).find((earlier) => isDownAtOnce(earlier.fault, fault));
		if (other === undefined) continue;
		const { at, "restart-at": restartAt } = other.fault;
		const until = restartAt === undefined ? "on" : `to ${printQuantity(restartAt, duration)}`;
		const message = `${fault.crash} is down from ${printQuantity(at, duration)} ${until} already; a node dies once at a time`;
		report(["faults", index, "at"], message);
	}
}

function isDownAtOnce(one: CrashFault, other: CrashFault): boolean {
	const restart = (fault: CrashFault): number => fault["restart-at"] ?? Number.POSITIVE_INFINITY;
	return one.crash === other.crash && one.at <= restart(other) && other.at <= restart(one);
}
