import { describe, expect, it } from "vitest";
import { explore } from "./explore.ts";
import { scenarioOf } from "./testing/scenarios.ts";

/** A phone that sends a copy of its transfer when it is late, with a key. */
const hedged = (once: string) =>
	scenarioOf(`roundtrip: 1
title: A transfer that may be sent twice
nodes:
  phone: { is: client, timeout: 1s, key: exchange, hedge: { after: 300ms } }
  bank: { is: server }
  ledger: { is: database }
links: { phone -> bank: { rtt: 40ms }, bank -> ledger: { rtt: 2ms } }
routes: { bank: { POST /transfers: [ ${once} { query: ledger, effect: transfer }, { reply: 201 } ] } }
traffic: [ { phone: POST /transfers } ]
expect: [ { effects: at-most-once } ]
`);

describe("a copy of a late request", () => {
	it("doubles the effect where nobody looks at its key: a late answer is enough", async () => {
		const { broken, unharmed } = await explore(hedged(""), { faults: 1, repairs: false });
		expect(unharmed.broken).toEqual([]);
		const kinds = broken.flatMap(({ smallest }) => smallest.flatMap((schedule) => schedule.map(({ kind }) => kind)));
		expect(kinds).toContain("delay");
		expect(kinds).toContain("lose");
	});

	it("does nothing more where its key is known", async () => {
		const { broken, isComplete } = await explore(hedged("{ once: ledger },"), { faults: 1, repairs: false });
		expect(isComplete).toBe(true);
		expect(broken).toEqual([]);
	});
});
