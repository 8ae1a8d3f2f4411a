import { explainIssues, type Finding } from "./explain.ts";
import { checkReferences } from "./references.ts";
import { type Scenario, scenarioSchema } from "./scenario.ts";

export type CheckResult =
	| { readonly ok: true; readonly value: Scenario }
	| { readonly ok: false; readonly findings: readonly Finding[] };

/** Makes a scenario of plain data in its written form, wherever the data is from: a file, or code. */
export function checkScenario(data: unknown): CheckResult {
	if (typeof data !== "object" || data === null || Array.isArray(data)) {
		const message = "a scenario is a map that begins with roundtrip: 1";
		return { ok: false, findings: [{ path: [], atKey: false, message }] };
	}
	const result = scenarioSchema.safeParse(data);
	if (!result.success) return { ok: false, findings: explainIssues(result.error.issues, data) };
	const findings = checkReferences(result.data);
	return findings.length > 0 ? { ok: false, findings } : { ok: true, value: result.data };
}
