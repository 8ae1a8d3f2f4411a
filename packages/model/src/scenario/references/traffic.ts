import { LIMITS } from "../limits.ts";
import { linkName } from "../link-name.ts";
import { nearestHint } from "../nearest.ts";
import { routesAt } from "../origin.ts";
import { isStream, shapeOf } from "../route-shape.ts";
import type { Scenario } from "../scenario.ts";
import type { Path } from "../source.ts";
import { stepsAt } from "../steps-at.ts";
import { exchangesAtMost, type TrafficSpec } from "../traffic.ts";
import { checkDataRef } from "../types/check-types.ts";
import { carriageProblem, isAsked, requestProblem, serversAsked } from "./asking.ts";
import { namesOf, type Report, roleOf } from "./names.ts";

export function checkTraffic(scenario: Scenario, report: Report): void {
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
	const servers = serversAsked(scenario, line.from);
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
	const role = roleOf(scenario, to);
	if (role === undefined || !isAsked(role)) return;
	const link = scenario.links[linkName(line.from, to)];
	const problem =
		requestProblem(scenario, to, line.request) ??
		(link === undefined ? undefined : carriageProblem(link, linkName(line.from, to), line.request));
	if (problem !== undefined) report([...path, line.from], problem);
	else checkStreaming(scenario, line, to, path, report);
	const data = line.data === undefined ? undefined : checkDataRef(scenario.types, line.data);
	if (data !== undefined) report([...path, "data"], data);
}

/** What is said of a stream belongs to a line that opens one. */
function checkStreaming(scenario: Scenario, line: TrafficSpec, to: string, path: Path, report: Report): void {
	const steps = stepsAt(routesAt(scenario, to), line.request) ?? [];
	const { up } = shapeOf(steps);
	if (!up && line.send !== undefined)
		report([...path, "send"], `${line.request} takes no items: its route has no \`each\``);
	if (isStream(steps)) return;
	for (const key of ["items", "stay"] as const) {
		if (line[key] !== undefined) report([...path, key], `${line.request} opens no stream that could be left`);
	}
}
