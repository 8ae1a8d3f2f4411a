import { duration } from "../../units/duration.ts";
import { printQuantity } from "../../units/quantity.ts";
import type { CrashFault, TimedCrash } from "../faults/crash.ts";
import type { FailoverFault } from "../faults/failover.ts";
import type { FillFault } from "../faults/fill.ts";
import type { PauseFault } from "../faults/pause.ts";
import type { SlowFault } from "../faults/slow.ts";
import { strikesLink } from "../faults/struck-link.ts";
import { type MessageFault, strikesMessages } from "../faults/struck-message.ts";
import { type LinkName, linkEnds } from "../link-name.ts";
import { nearestHint } from "../nearest.ts";
import type { Role } from "../nodes/registry.ts";
import { requestTarget } from "../request-line.ts";
import type { Scenario } from "../scenario.ts";
import { credentialFaultProblem } from "./credential-faults.ts";
import { checkLinkFault } from "./link-faults.ts";
import { namesOf, type Report, roleOf } from "./names.ts";

export function checkFaults(scenario: Scenario, report: Report): void {
	scenario.faults.forEach((fault, index) => {
		if ("crash" in fault) {
			const role = roleOf(scenario, fault.crash);
			if (role === undefined || role === "client") {
				report(
					["faults", index, "crash"],
					`no server or database '${fault.crash}'${nearestHint(fault.crash, namesOf(scenario, "server", "database"))}`,
				);
			} else if ("orderly" in fault && fault.orderly === true && role !== "server") {
				report(
					["faults", index, "orderly"],
					`${fault.crash} is no server: only a server has somebody to say goodbye to`,
				);
			} else if ((role === "cache" || role === "balancer") && "when" in fault) {
				report(["faults", index, "when"], `${fault.crash} is a ${role}: say when it dies by a time, like at: 150ms`);
			}
		} else if ("exhaust" in fault) {
			const servers = namesOf(scenario, "server");
			if (servers.includes(fault.exhaust)) return;
			report(["faults", index, "exhaust"], `no server '${fault.exhaust}'${nearestHint(fault.exhaust, servers)}`);
		} else if ("failover" in fault) {
			checkFailover(scenario, fault, index, report);
		} else if ("flush" in fault) {
			const caches = namesOf(scenario, "cache");
			if (caches.includes(fault.flush)) return;
			report(["faults", index, "flush"], `no shared cache '${fault.flush}'${nearestHint(fault.flush, caches)}`);
		} else if (strikesLink(fault)) {
			checkLinkFault(scenario, fault, index, report);
		} else if ("pause" in fault || "slow" in fault || "fill" in fault) {
			const problem = hamperedProblem(scenario, fault);
			if (problem !== undefined) report(["faults", index, problem.key], problem.message);
		} else {
			const problem = strikesMessages(fault) ? matchProblem(scenario, fault) : credentialFaultProblem(scenario, fault);
			if (problem !== undefined) report(["faults", index, problem.key], problem.message);
		}
	});
	checkCrashesDontOverlap(scenario, report);
}

/** A failover is the death of its primary, and a return. */
function deathOf({ failover, at, takes }: FailoverFault): TimedCrash {
	return { crash: failover, at, "restart-at": at + takes, silent: false };
}

function checkFailover(
	scenario: Scenario,
	{ failover, at, loses }: FailoverFault,
	index: number,
	report: Report,
): void {
	const databases = namesOf(scenario, "database");
	if (!databases.includes(failover)) {
		report(["faults", index, "failover"], `no database '${failover}'${nearestHint(failover, databases)}`);
		return;
	}
	const before = scenario.faults.some(
		(other) =>
			"failover" in other && other.failover === failover && other.at < at && at - (loses ?? 0) < other.at + other.takes,
	);
	if (loses !== undefined && before) {
		report(["faults", index, "loses"], "it reaches back to before the failover before it; give a shorter time");
	}
	const node = scenario.nodes[failover];
	if (loses === undefined || node?.is !== "database" || Object.keys(node.amounts).length === 0) return;
	const message = `${failover} has amounts, and what a failover loses of those isn't played: leave out loses, or the amounts`;
	report(["faults", index, "loses"], message);
}

/** Who stands still or is slow has to be somebody who works, and who has a disk is a database. */
function hamperedProblem(
	scenario: Scenario,
	fault: PauseFault | SlowFault | FillFault,
): { readonly key: string; readonly message: string } | undefined {
	const [key, node, roles]: readonly [string, string, readonly Role[]] =
		"pause" in fault
			? ["pause", fault.pause, ["server", "cache", "balancer", "database"]]
			: "slow" in fault
				? ["slow", fault.slow, ["server", "database"]]
				: ["fill", fault.fill, ["database"]];
	const role = roleOf(scenario, node);
	if (role !== undefined && roles.includes(role)) return undefined;
	return { key, message: `no ${listed(roles)} '${node}'${nearestHint(node, namesOf(scenario, ...roles))}` };
}

function listed(roles: readonly Role[]): string {
	return [roles.slice(0, -1).join(", "), roles.at(-1) ?? ""].filter((part) => part !== "").join(" or ");
}

/** What a fault of messages names has to be there. */
function matchProblem(
	scenario: Scenario,
	fault: MessageFault,
): { readonly key: string; readonly message: string } | undefined {
	const { links, routes } = scenario;
	const { on, route } = fault;
	if (on !== undefined && !Object.hasOwn(links, on)) {
		return { key: "on", message: `no link '${on}'${nearestHint(on, Object.keys(links))}` };
	}
	const asked = on === undefined ? undefined : linkEnds(on).to;
	if ("duplicate" in fault && asked !== undefined && roleOf(scenario, asked) === "database") {
		const message = `${asked} is a database: no driver and nothing on the way sends a statement again; say a link to a server or cache`;
		return { key: "on", message };
	}
	if ("corrupt" in fault) {
		const message = corruptionProblem(scenario, on === undefined ? Object.keys(links) : [on]);
		if (message !== undefined) return { key: on === undefined ? "corrupt" : "on", message };
	}
	const known = Object.values(routes).flatMap((table) => Object.keys(table));
	if (route !== undefined && !known.includes(route)) {
		return { key: "route", message: `no route '${route}'${nearestHint(route, known)}` };
	}
	return undefined;
}

/**
 * Where nobody would notice: QUIC proves every packet (RFC 9001, section 5.3), and what can't be proved counts as never come
 * (RFC 9000, section 12.2); protobuf doesn't say of itself that it is whole.
 */
function corruptionProblem({ links, routes }: Scenario, names: readonly LinkName[]): string | undefined {
	for (const name of names) {
		const link = links[name];
		if (link?.over === "http/3") {
			return `${name} is HTTP/3: QUIC throws a damaged packet away and sends it again, so that nobody notices; give another link with \`on\`, or use loss`;
		}
		const asked = Object.keys(routes[linkEnds(name).to] ?? {});
		const isPlain = link?.tls === undefined && link?.over === "http/1.1";
		if (isPlain && asked.some((route) => requestTarget(route).protocol === "connect")) {
			return `${name} carries protobuf in the clear, which doesn't say of itself that it has changed: what comes of it can't be told; add tls: 1.3 to the link, or give another one with \`on\``;
		}
	}
	return undefined;
}

/** Of two that overlap, the one that stands later in the file is told. */
function checkCrashesDontOverlap(scenario: Scenario, report: Report): void {
	const all = scenario.faults.flatMap((fault, index) => {
		const death = "failover" in fault ? deathOf(fault) : "crash" in fault ? fault : undefined;
		return death === undefined ? [] : [{ fault: death, index }];
	});
	checkPointsStandAlone(all, report);
	checkMemoryStandsAlone(scenario, report);
	const crashes = all.flatMap(({ fault, index }) => ("at" in fault ? [{ fault, index }] : []));
	for (const [position, { fault, index }] of crashes.entries()) {
		const other = crashes.slice(0, position).find((earlier) => isDownAtOnce(earlier.fault, fault));
		if (other === undefined) continue;
		const { at, "restart-at": restartAt } = other.fault;
		const until = restartAt === undefined ? "on" : `to ${printQuantity(restartAt, duration)}`;
		const message = `${fault.crash} is down from ${printQuantity(at, duration)} ${until} already; a node dies once at a time`;
		report(["faults", index, "at"], message);
	}
}

/** When it dies at a point isn't known before: a death at a time might find it dead. */
function checkPointsStandAlone(
	crashes: readonly { readonly fault: CrashFault; readonly index: number }[],
	report: Report,
): void {
	for (const [position, { fault, index }] of crashes.entries()) {
		const earlier = crashes.slice(0, position).filter((each) => each.fault.crash === fault.crash);
		if (earlier.some((each) => "when" in each.fault !== "when" in fault)) {
			const message = `${fault.crash} dies at a point and at a time: whether it lives at that time isn't known before; give one of them`;
			report(["faults", index, "when" in fault ? "when" : "at"], message);
		} else if ("when" in fault) {
			const isTwice = earlier.some(
				(each) => "when" in each.fault && each.fault.of === fault.of && each.fault.when === fault.when,
			);
			if (isTwice) report(["faults", index, "when"], `${fault.crash} dies at that point already`);
		}
	}
}

/** When it runs out of memory isn't known before either. */
function checkMemoryStandsAlone({ faults }: Scenario, report: Report): void {
	for (const [index, fault] of faults.entries()) {
		if (!("exhaust" in fault)) continue;
		const timed = faults.some((other) => "crash" in other && "at" in other && other.crash === fault.exhaust);
		if (!timed) continue;
		const message = `${fault.exhaust} dies at a time as well: whether it lives then isn't known before; give one of them`;
		report(["faults", index, "exhaust"], message);
	}
}

function isDownAtOnce(one: TimedCrash, other: TimedCrash): boolean {
	const restart = (fault: TimedCrash): number => fault["restart-at"] ?? Number.POSITIVE_INFINITY;
	return one.crash === other.crash && one.at <= restart(other) && other.at <= restart(one);
}
