import { checkScenario } from "./check.ts";
import { explainIssues, type Finding } from "./explain.ts";
import type { Fault } from "./faults/registry.ts";
import { LIMITS } from "./limits.ts";
import { type ParseResult, type Problem, pathText } from "./problem.ts";
import { checkReferences } from "./references.ts";
import { type Scenario, scenarioSchema } from "./scenario.ts";
import { readSource, type Source } from "./source.ts";

/**
 * Reads a scenario from YAML or JSON. Never throws: whatever is wrong comes back with line, column and what to do,
 * in the order of the file.
 */
export function parseScenario(text: string): ParseResult<Scenario> {
	const read = readSource(text);
	if (!read.ok) return read;
	const checked = checkScenario(read.source.data);
	return checked.ok ? checked : failed(read.source, checked.findings);
}

/**
 * Reads one fault as it stands in a file, such as `lose: e1.1<` or `{ crash: bank, at: 1s }`, and checks it against a
 * scenario. Positions are within the text of the fault.
 */
export function parseFault(text: string, scenario: Scenario): ParseResult<Fault> {
	const read = readSource(text);
	if (!read.ok) return read;
	const { source } = read;
	const wrapped = { faults: [source.data] };
	const result = scenarioSchema.safeParse({ roundtrip: 1, title: "", nodes: {}, traffic: [], ...wrapped });
	const within = (findings: readonly Finding[]): ParseResult<Fault> =>
		failed(
			source,
			findings.map((finding) => ({ ...finding, path: finding.path.slice(2) })),
		);
	if (!result.success) return within(explainIssues(result.error.issues, wrapped));
	const [fault] = result.data.faults;
	if (fault === undefined) return within([{ path: [], atKey: false, message: "no fault" }]);
	const position = scenario.faults.length;
	if (position >= LIMITS.faults)
		return within([{ path: [], atKey: false, message: `more than ${LIMITS.faults} faults` }]);
	const findings = checkReferences({ ...scenario, faults: [...scenario.faults, fault] }).filter(
		({ path }) => path[0] === "faults" && path[1] === position,
	);
	return findings.length > 0 ? within(findings) : { ok: true, value: fault };
}

function failed(
	source: Source,
	findings: readonly Finding[],
): { readonly ok: false; readonly problems: readonly Problem[] } {
	const problems = findings.slice(0, LIMITS.problems).map(
		({ path, atKey, message }): Problem => ({
			...source.locate(path, atKey),
			path: pathText(path),
			message,
		}),
	);
	problems.sort((a, b) => a.line - b.line || a.column - b.column);
	return { ok: false, problems };
}
