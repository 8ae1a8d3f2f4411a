/** Something wrong in a scenario file, for a person: where it is and what to do. */
export interface Problem {
	/** From 1. */
	readonly line: number;
	/** From 1. */
	readonly column: number;
	/** Where in the document, such as `nodes.phone.timeout`; empty for the whole. */
	readonly path: string;
	readonly message: string;
}

/** How a problem names its place in the document. */
export function pathText(path: readonly PropertyKey[]): string {
	return path.map(String).join(".");
}

export type ParseResult<Value> =
	| { readonly ok: true; readonly value: Value }
	| { readonly ok: false; readonly problems: readonly Problem[] };

/** `scenarios/x.yaml:3:7: nodes.phone.timeout: …` */
export function printProblem(problem: Problem, file: string): string {
	const where = problem.path === "" ? "" : `${problem.path}: `;
	return `${file}:${problem.line}:${problem.column}: ${where}${problem.message}`;
}
