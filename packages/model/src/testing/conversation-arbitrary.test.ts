import fc from "fast-check";
import { expect, it } from "vitest";
import { parseScenario } from "../scenario/parse.ts";
import { printScenario } from "../scenario/print.ts";
import { conversingScenario } from "./conversation-arbitrary.ts";

it("conversations that are drawn for the laws are scenarios that a person could have written", () => {
	fc.assert(
		fc.property(conversingScenario, (scenario) => {
			const result = parseScenario(printScenario(scenario));
			expect(result.ok ? [] : result.problems).toEqual([]);
			expect(result.ok && result.value).toEqual(scenario);
		}),
		{ seed: 411, numRuns: 200 },
	);
});
