import { METHODS_WITH_KEYS } from "../keys.ts";
import { type RequestLine, requestTarget } from "../request-line.ts";
import type { Path } from "../source.ts";
import { guardedSteps } from "../steps/guarded.ts";
import type { OnceStep } from "../steps/once.ts";
import type { Step } from "../steps/registry.ts";
import type { Report } from "./names.ts";

/** A stored reply is one row of a database. */
const STORED_BYTES_AT_MOST = 65_536;

/** What is done once stands behind its `once` and before its reply, and can be done there. */
export function checkOnce(request: RequestLine, steps: readonly Step[], path: Path, report: Report): void {
	steps.forEach((step, index) => {
		if (!("once" in step)) return;
		const at = [...path, index];
		const place = placeProblem(steps, index) ?? requestProblem(request);
		if (place !== undefined) report(at, place, true);
		if (step["in-flight"] === "wait" && step.store === "apart") {
			const message = "nothing in the database is waited for where keys are stored apart: refuse, or store with-effect";
			report([...at, "in-flight"], message);
		}
		const guarded = guardedSteps(steps, index);
		guarded?.inner.forEach((inner, nth) => {
			const problem = innerProblem(step, inner);
			if (problem !== undefined) report([...path, index + 1 + nth], problem, true);
		});
		const { size = 0 } = guarded?.reply ?? {};
		if (size > STORED_BYTES_AT_MOST) {
			const where = [...path, index + 1 + (guarded?.inner.length ?? 0), "size"];
			report(where, `a reply that is stored with a key has at most ${STORED_BYTES_AT_MOST} bytes`);
		}
	});
}

function placeProblem(steps: readonly Step[], index: number): string | undefined {
	const isFirst = steps.slice(0, index).every((step) => "demand" in step);
	return isFirst ? undefined : "what is done once for each key stands behind it: put `once` at the begin of its route";
}

function requestProblem(request: RequestLine): string | undefined {
	const target = requestTarget(request);
	if (target.protocol !== "rest") return "an idempotency key is a field of plain HTTP: `once` belongs to its routes";
	if (METHODS_WITH_KEYS.includes(target.method)) return undefined;
	return `keys are for ${METHODS_WITH_KEYS.join(" and ")}: ${target.method} may be repeated without one, or does nothing`;
}

function innerProblem(once: OnceStep, inner: Step): string | undefined {
	if ("wait" in inner || "once" in inner) return "this can't be done behind `once`: do it in a route of its own";
	if (once.store !== "with-effect") return undefined;
	if ("transaction" in inner) return `\`once\` has a transaction of ${once.once} open: leave this one out`;
	if (!("query" in inner) || inner.query === once.once) return undefined;
	return `\`once\` commits with the effect in ${once.once} alone: ask ${inner.query} elsewhere, or say store: apart`;
}
