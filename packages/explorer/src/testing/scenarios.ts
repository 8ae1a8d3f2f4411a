import { parseScenario, type Scenario, type Trace } from "@roundtrip/model";
import { simulate } from "@roundtrip/simulator";
import type { Schedule } from "../schedule.ts";
import { faultsOf } from "../schedule.ts";

/** A scenario from the text of its file; a mistake in it is a mistake of the test. */
export function scenarioOf(yaml: string): Scenario {
	const result = parseScenario(yaml);
	if (!result.ok) throw new Error(result.problems.map(({ line, message }) => `${line}: ${message}`).join("; "));
	return result.value;
}

/** A phone 100 ms from its bank; a transfer is one row in the ledger. */
export function bank({
	phone = "timeout: 1s, retry: { attempts: 3 }",
	near = "rtt: 100ms",
	traffic = "phone: POST /transfers",
	route = "{ query: ledger, effect: transfer, takes: 2ms }, { reply: 201, size: 200B }",
	expect = "effects: exactly-once",
} = {}): Scenario {
	return scenarioOf(`roundtrip: 1
title: A transfer
nodes: { phone: { is: client, ${phone} }, bank: { is: server }, ledger: { is: database } }
links: { phone -> bank: { ${near} }, bank -> ledger: { rtt: 1ms } }
routes: { bank: { POST /transfers: [ ${route} ], GET /balance: [ { query: ledger }, { reply: 200 } ] } }
traffic: [ { ${traffic} } ]
expect: [ ${expect === "" ? "" : `{ ${expect} }`} ]
`);
}

/** The whole run of a schedule, by the simulator that everybody uses. */
export function played(scenario: Scenario, schedule: Schedule = []): Trace {
	const result = simulate(scenario, { faults: faultsOf(schedule), keepPackets: false });
	if (!result.ok) throw new Error(result.problem);
	return result.trace;
}
