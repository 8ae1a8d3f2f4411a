/**
 * Measured and simulated. `npm run fidelity` writes docs/fidelity.md, with --check it says whether the page is current;
 * `npm run fidelity -- CASE` prints the cases whose names match a regular expression; with `--measured FILE` those of another
 * measurement.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { caseTables } from "./case-table.ts";
import { evaluate } from "./evaluation.ts";
import { groupTable } from "./group-table.ts";
import { type MeasuredCase, readMeasuredFile } from "./measured.ts";
import { readOwnMeasurement } from "./own-measurement.ts";
import { fidelityPage } from "./page.ts";

const PAGE = new URL("../docs/fidelity.md", import.meta.url);
const CURRENT = 0;
const STALE = 1;
const WRONG_INPUT = 2;

function show(known: readonly MeasuredCase[], pattern: string): number {
	const expression = expressionOf(pattern);
	if (expression === undefined) return refuse(`${pattern} is not a regular expression`);
	const cases = known.filter(({ id }) => expression.test(id));
	if (cases.length === 0) return refuse(`no case matches ${pattern}; docs/fidelity.md names all of ours`);
	const evaluation = evaluate(cases);
	process.stdout.write(`${caseTables(cases, evaluation)}\n\n${groupTable(evaluation)}\n`);
	return CURRENT;
}

function showOwn([path, pattern = ""]: readonly string[]): number {
	if (path === undefined) return refuse("--measured needs a file of measured cases");
	const own = readOwnMeasurement(path);
	return own.ok ? show(own.cases, pattern) : refuse(own.problem);
}

function refuse(problem: string): number {
	process.stderr.write(`${problem}\n`);
	return WRONG_INPUT;
}

function expressionOf(pattern: string): RegExp | undefined {
	try {
		return new RegExp(pattern);
	} catch {
		return undefined;
	}
}

function write(checksOnly: boolean): number {
	const file = readMeasuredFile();
	const page = fidelityPage(file, evaluate(file.results));
	if (!checksOnly) {
		writeFileSync(PAGE, page);
		return CURRENT;
	}
	if (readFileSync(PAGE, "utf8") === page) return CURRENT;
	process.stdout.write("docs/fidelity.md is not what the simulator says now; write it again with: npm run fidelity\n");
	return STALE;
}

function run([argument, ...more]: readonly string[]): number {
	if (argument === undefined || argument === "--check") return write(argument === "--check");
	if (argument === "--measured") return showOwn(more);
	return show(readMeasuredFile().results, argument);
}

process.exitCode = run(process.argv.slice(2));
