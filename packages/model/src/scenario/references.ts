import { checkBalancers } from "./references/balancers.ts";
import { checkCaches } from "./references/caches.ts";
import { checkCalls } from "./references/calls.ts";
import { checkExpectations } from "./references/expectations.ts";
import { checkFaults } from "./references/faults.ts";
import { checkHedging } from "./references/hedging.ts";
import { checkLinks } from "./references/links.ts";
import { namesOf, type Report } from "./references/names.ts";
import { checkProofs } from "./references/proofs.ts";
import { checkRoutes } from "./references/routes.ts";
import { checkTraffic } from "./references/traffic.ts";
import type { Scenario } from "./scenario.ts";
import type { Path } from "./source.ts";
import { trafficWords } from "./traffic.ts";
import { checkTypes } from "./types/check-types.ts";

/** A name that refers to nothing, or to the wrong thing. */
export interface ReferenceProblem {
	readonly path: Path;
	readonly atKey: boolean;
	readonly message: string;
}

/** What the structure alone can't say: that every name refers to something of the right role, and that links join them. */
export function checkReferences(scenario: Scenario): readonly ReferenceProblem[] {
	const problems: ReferenceProblem[] = [];
	const report: Report = (path, message, atKey = false) => problems.push({ path, message, atKey });
	checkNames(scenario, report);
	const types = checkTypes(scenario.types);
	for (const { path, message } of types) report(["types", ...path], message);
	// What is wrong with a type would be told again wherever it is used.
	if (types.length > 0) return problems;
	checkLinks(scenario, report);
	checkCaches(scenario, report);
	checkBalancers(scenario, report);
	checkRoutes(scenario, report);
	checkCalls(scenario, report);
	checkTraffic(scenario, report);
	checkProofs(scenario, report);
	checkHedging(scenario, report);
	checkFaults(scenario, report);
	checkExpectations(scenario, report);
	return problems;
}

/** In a line of traffic the client is a key beside the words of the line, so it can't be one of them. */
function checkNames(scenario: Scenario, report: Report): void {
	for (const name of namesOf(scenario, "client")) {
		if (trafficWords.includes(name)) {
			report(["nodes", name], `'${name}' is a word of traffic: give the client another name`, true);
		}
	}
}
