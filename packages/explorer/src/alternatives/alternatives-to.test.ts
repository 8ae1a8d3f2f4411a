import { outcomesOf } from "@roundtrip/analysis";
import { type Scenario, withSettings } from "@roundtrip/model";
import { simulate } from "@roundtrip/simulator";
import { describe, expect, it } from "vitest";
import { bank } from "../testing/scenarios.ts";
import { alternativesTo } from "./alternatives-to.ts";

const KEYED = {
	phone: "timeout: 1s, key: exchange, retry: { attempts: 3 }",
	route: "{ once: ledger }, { query: ledger, effect: transfer, takes: 2ms }, { reply: 201, size: 200B }",
};

const textsOf = (scenario: Scenario, name: string): readonly string[] =>
	alternativesTo(scenario)
		.find((each) => each.name === name)
		?.wishes.map(({ text }) => text) ?? [];

function changed(scenario: Scenario, name: string, text: string): Scenario {
	const wish = alternativesTo(scenario)
		.find((each) => each.name === name)
		?.wishes.find((each) => each.text === text);
	const result = withSettings(scenario, wish?.settings ?? ["nothing"]);
	if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join("; "));
	return result.value;
}

/** What the loss of the first answer comes to, such as `ok 2`. */
function afterLoss(scenario: Scenario): string {
	const result = simulate(scenario, { faults: [{ lose: "e1.1<", nth: 1 }] });
	if (!result.ok) throw new Error(result.problem);
	const [cell] = outcomesOf(result.trace).cells.filter(({ count }) => count > 0);
	return `${cell?.belief} ${cell?.applied}`;
}

describe("what a scenario could have instead", () => {
	it("is only what it hasn't already", () => {
		expect(textsOf(bank(), "tries")).toEqual(["no second try", "2 tries", "5 tries", "8 tries"]);
		expect(textsOf(bank(), "idempotency key")).toEqual(["one key for all tries"]);
		expect(textsOf(bank(), "where keys are kept")).toEqual([]);
		expect(textsOf(bank(KEYED), "idempotency key")).toEqual(["a key for each try", "no key"]);
		expect(textsOf(bank(KEYED), "where keys are kept")).toEqual([
			"in the database, apart from the effect",
			"in the memory of the server",
		]);
		expect(textsOf(bank({ phone: "timeout: 1s" }), "wait before the next try")).toEqual([]);
	});

	it("makes the difference that it promises", () => {
		expect(afterLoss(bank())).toBe("ok 2");
		expect(afterLoss(changed(bank(), "idempotency key", "one key for all tries"))).toBe("ok 1");
		expect(afterLoss(changed(bank(), "tries", "no second try"))).toBe("unknown 1");
		expect(afterLoss(bank(KEYED))).toBe("ok 1");
		expect(afterLoss(changed(bank(KEYED), "idempotency key", "no key"))).toBe("ok 2");
		expect(afterLoss(changed(bank(KEYED), "idempotency key", "a key for each try"))).toBe("ok 2");
	});

	it("can be had at once with what else it could have", () => {
		for (const scenario of [bank(), bank(KEYED), bank({ phone: "timeout: 1s" })]) {
			const offered = alternativesTo(scenario);
			const settings = offered.flatMap(({ wishes }) => wishes[0]?.settings ?? []);
			expect(withSettings(scenario, settings)).toMatchObject({ ok: true });
		}
	});
});
