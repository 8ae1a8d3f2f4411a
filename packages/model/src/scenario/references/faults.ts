import { duration } from "../../units/duration.ts";
import { printQuantity } from "../../units/quantity.ts";
import type { CrashFault } from "../faults/crash.ts";
import { nearestHint } from "../nearest.ts";
import type { Scenario } from "../scenario.ts";
import { credentialFaultProblem } from "./credential-faults.ts";
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
			}
		} else if (!("lose" in fault || "delay" in fault)) {
			const problem = credentialFaultProblem(scenario, fault);
			if (problem !== undefined) report(["faults", index, problem.key], problem.message);
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
