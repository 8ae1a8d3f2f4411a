/**
 * Measured and simulated. `npm run fidelity` writes docs/fidelity.md, with --check it says whether the page is current;
 * `npm run fidelity -- CASE` prints the cases whose names match a regular expression.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { caseTables } from "./case-table.ts";
import { evaluate } from "./evaluation.ts";
import { readMeasuredFile } from "./measured.ts";
import { fidelityPage } from "./page.ts";

const PAGE = new URL("../docs/fidelity.md", import.meta.url);
const CURRENT = 0;
const STALE = 1;
const WRONG_INPUT = 2;

function show(pattern: string): number {
	const expression = expressionOf(pattern);
	if (expression === undefined) {
		process.stderr.write(`${pattern} is not a regular expression\n`);
		return WRONG_INPUT;
	}
	const cases = readMeasuredFile().results.filter(({ id }) => expression.test(id));
	if (cases.length === 0) {
		process.stderr.write(`no case matches ${pattern}; docs/fidelity.md names all of them\n`);
		return WRONG_INPUT;
	}
	process.stdout.write(`${caseTables(cases, evaluate(cases))}\n`);
	return CURRENT;
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

const [argument] = process.argv.slice(2);
process.exitCode = argument === undefined || argument === "--check" ? write(argument === "--check") : show(argument);
