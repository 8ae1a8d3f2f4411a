import { type ClientSpec, KEY_POLICIES, parseScenario, type Scenario } from "@roundtrip/model";
import { describe, expect, it } from "vitest";
import { readKey } from "./key.ts";
import { keyFields } from "./key-of-client.ts";
import { DRAFT_POLICY } from "./policy.ts";
import { idempotencyProfiles } from "./profiles.ts";

function bank(once: string): Scenario {
	const result = parseScenario(`roundtrip: 1
title: A test
nodes: { phone: { is: client }, bank: { is: server }, ledger: { is: database } }
links: { phone -> bank: { rtt: 20ms }, bank -> ledger: { rtt: 2ms } }
routes: { bank: { POST /a: [ ${once} { query: ledger, effect: a }, { reply: 201 } ], GET /a: [ { reply: 200 } ] } }
traffic: [ { phone: POST /a } ]
`);
	if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join("; "));
	return result.value;
}

function keyOf(key: ClientSpec["key"], exchange: number, tries: number, once = "{ once: ledger },"): string {
	const asked = { request: "POST /a", fields: [] } as const;
	return keyFields(bank(once), { key }, "bank", asked, { exchange, tries })
		.map((field) => field.join("="))
		.join();
}

describe("the key that a client sends", () => {
	it("is one for an exchange, or one for each try", () => {
		expect(keyOf("exchange", 1, 1)).toBe(keyOf("exchange", 1, 2));
		expect(keyOf("exchange", 1, 1)).not.toBe(keyOf("exchange", 2, 1));
		expect(keyOf("attempt", 1, 1)).not.toBe(keyOf("attempt", 1, 2));
		expect(keyOf(undefined, 1, 1)).toBe("");
	});

	it("is a UUID of random numbers, in the form that the route takes", () => {
		const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
		for (let exchange = 1; exchange <= 50; exchange++) {
			const [field, value = ""] = keyOf("exchange", exchange, 1).split("=");
			expect(field).toBe("idempotency-key");
			const reading = readKey([value], DRAFT_POLICY);
			expect(reading.ok && reading.key).toMatch(uuid);
		}
		expect(keyOf("exchange", 1, 1, "{ once: ledger, policy: paypal },")).toMatch(/^paypal-request-id=[0-9a-f-]{36}$/);
		expect(keyOf("exchange", 1, 1, "")).toMatch(/^idempotency-key="[0-9a-f-]{36}"$/);
	});

	it("is not sent where nothing needs it, nor in the place of one that is there", () => {
		const scenario = bank("{ once: ledger },");
		const own = [["idempotency-key", '"mine"']] as const;
		const of = (request: "POST /a" | "GET /a", fields: readonly (readonly [string, string])[]) =>
			keyFields(scenario, { key: "exchange" }, "bank", { request, fields }, { exchange: 1, tries: 1 });
		expect(of("GET /a", [])).toEqual([]);
		expect(of("POST /a", own)).toEqual([]);
	});
});

describe("the policies that scenarios name", () => {
	it("are those that are published", () => {
		expect(idempotencyProfiles.map(({ name }) => name)).toEqual([...KEY_POLICIES]);
	});

	it("are for the methods whose requests bear keys, or for fewer", () => {
		for (const { policy } of idempotencyProfiles)
			expect(["POST", "PATCH"]).toEqual(expect.arrayContaining([...policy.methods]));
	});
});
