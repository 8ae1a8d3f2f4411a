import type { Expectation } from "../expectations/registry.ts";
import { nearestHint } from "../nearest.ts";
import type { Scenario } from "../scenario.ts";
import { withInnerSteps } from "../steps/inner-steps.ts";
import { effectsOf } from "../steps/query-effects.ts";
import type { Report } from "./names.ts";

/** What an expectation is about is there. */
export function checkExpectations(scenario: Scenario, report: Report): void {
	const amounts = amountNames(scenario);
	const effects = effectNames(scenario);
	scenario.expect.forEach((expectation, index) => {
		const about = namesIn(expectation);
		if (about === undefined) return;
		const known = about.key === "conserved" ? [...amounts, ...effects] : amounts;
		const what = about.key === "conserved" ? "no amount and no effect" : "no amount";
		about.names.forEach((name, nth) => {
			if (known.includes(name)) return;
			report(["expect", index, about.key, nth], `there is ${what} '${name}'${nearestHint(name, known)}`);
		});
		if (about.key !== "conserved") return;
		const [only, second] = about.names.filter((name) => !amounts.includes(name) && effects.includes(name));
		if (only === undefined || second !== undefined) return;
		const path = ["expect", index, about.key];
		report(
			path,
			`an effect alone is never out of balance: name those that belong together with ${only}, like [debit, credit]`,
		);
	});
}

type Key = "conserved" | "read-your-writes" | "monotonic-reads";

function namesIn(expectation: Expectation): { readonly key: Key; readonly names: readonly string[] } | undefined {
	if ("conserved" in expectation) return { key: "conserved", names: expectation.conserved };
	if ("read-your-writes" in expectation) return { key: "read-your-writes", names: expectation["read-your-writes"] };
	if ("monotonic-reads" in expectation) return { key: "monotonic-reads", names: expectation["monotonic-reads"] };
	return undefined;
}

function amountNames({ nodes }: Scenario): readonly string[] {
	const names = Object.values(nodes).flatMap((node) => (node.is === "database" ? Object.keys(node.amounts) : []));
	return [...new Set(names)];
}

function effectNames({ routes }: Scenario): readonly string[] {
	const steps = withInnerSteps(Object.values(routes).flatMap((of) => Object.values(of).flat()));
	return [...new Set(steps.flatMap((step) => ("query" in step ? effectsOf(step) : [])))];
}
