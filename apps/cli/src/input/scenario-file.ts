import { readFileSync, statSync } from "node:fs";
import {
	type Fault,
	LIMITS,
	nearest,
	type Problem,
	parseFault,
	parseScenario,
	printProblem,
	type Scenario,
	withSettings,
} from "@roundtrip/model";
import { EXIT, Stop } from "../exit-codes.ts";
import { galleryFile, galleryNames } from "./gallery.ts";

/** A scenario as the user named it, with everything that the command line changed. */
export interface LoadedScenario {
	/** As it was named, for messages and replay commands. */
	readonly file: string;
	readonly scenario: Scenario;
	/** Added on the command line, beside the scenario's own. */
	readonly faults: readonly Fault[];
}

/**
 * Reads a scenario from a file, `-` for stdin, or the gallery by its name.
 * Stops with exit code 2 and all problems, line by line, where something is wrong.
 */
export function loadScenario(
	named: string,
	settings: readonly string[] = [],
	faultTexts: readonly string[] = [],
): LoadedScenario {
	const { file, text } = read(named);
	const parsed = parseScenario(text);
	if (!parsed.ok) throw wrong(file, parsed.problems);
	const scenario = changed(parsed.value, settings);
	return { file, scenario, faults: faultTexts.map((each) => readFault(each, scenario)) };
}

function read(named: string): { file: string; text: string } {
	if (named === "-") return { file: "stdin", text: readFileSync(0, "utf8") };
	const file = galleryNames().includes(named) ? galleryFile(named) : named;
	try {
		const size = statSync(file).size;
		if (size > LIMITS.fileBytes) {
			throw new Stop(EXIT.usage, `${named}: ${size} bytes; a scenario has at most ${LIMITS.fileBytes / 1024} KiB`);
		}
		return { file: named, text: readFileSync(file, "utf8") };
	} catch (error) {
		if (error instanceof Stop) throw error;
		throw new Stop(EXIT.usage, unreadable(named, error));
	}
}

function unreadable(named: string, error: unknown): string {
	const code = error instanceof Error && "code" in error ? error.code : undefined;
	if (code === "EISDIR") return `${named} is a folder; name a scenario file in it`;
	if (code === "EACCES") return `${named} can't be read: no permission`;
	const near = nearest(named, galleryNames());
	return `there is no file '${named}', nor a scenario of that name in the gallery${near === undefined ? "; `roundtrip list` shows them" : `; did you mean '${near}'?`}`;
}

function changed(scenario: Scenario, settings: readonly string[]): Scenario {
	const result = withSettings(scenario, settings);
	if (result.ok) return result.value;
	const lines = result.problems.map(
		({ setting, message }) => `--set${setting === undefined ? "" : ` '${setting}'`}: ${message}`,
	);
	throw new Stop(EXIT.usage, lines.join("\n"));
}

function readFault(text: string, scenario: Scenario): Fault {
	const parsed = parseFault(text, scenario);
	if (parsed.ok) return parsed.value;
	throw new Stop(EXIT.usage, parsed.problems.map(({ message }) => `--fault '${text}': ${message}`).join("\n"));
}

function wrong(file: string, problems: readonly Problem[]): Stop {
	return new Stop(EXIT.usage, problems.map((problem) => printProblem(problem, file)).join("\n"));
}
