import { LIMITS } from "../limits.ts";
import { originOf } from "../origin.ts";
import { type RequestLine, routeOf } from "../request-line.ts";
import type { Scenario } from "../scenario.ts";
import type { Path } from "../source.ts";
import type { AskStep } from "../steps/ask.ts";
import type { QueryStep } from "../steps/query.ts";
import type { Step } from "../steps/registry.ts";
import type { Report } from "./names.ts";

interface Route {
	readonly server: string;
	readonly request: RequestLine;
}

/** A step that makes calls, and where it stands. */
interface Calling {
	readonly step: QueryStep | AskStep;
	/** How often it may be done. */
	readonly attempts: number;
	readonly path: Path;
}

/** Servers that ask each other in a circle would never answer, and few lines can say a great many calls. */
export function checkCalls(scenario: Scenario, report: Report): void {
	const counts = new Map<string, number>();

	/** How many calls one request of a route makes, those of whoever it asks counted in. */
	function callsOf(route: Route, above: readonly string[]): number {
		const name = nameOf(route);
		const known = counts.get(name);
		if (known !== undefined) return known;
		const way = [...above, name];
		let calls = 0;
		for (const { step, path, attempts } of callingSteps(scenario, route)) {
			calls +=
				attempts *
				step.times *
				("ask" in step ? step.attempts : 1) *
				(1 + ("ask" in step ? callsBehind(step, path, way) : 0));
		}
		counts.set(name, calls);
		if (calls > LIMITS.callsPerRequest) {
			const path = ["routes", route.server, route.request];
			report(path, `one request makes ${calls} calls, and may make ${LIMITS.callsPerRequest}: lower \`times\``, true);
		}
		return calls;
	}

	function callsBehind({ ask, request }: AskStep, path: Path, way: readonly string[]): number {
		const asked = { server: originOf(scenario, ask), request: routeOf(request) };
		const start = way.indexOf(nameOf(asked));
		if (start >= 0) {
			const circle = [...way.slice(start), nameOf(asked)].join(", which asks ");
			report([...path, "ask"], `this would never end: ${circle}`);
			return 0;
		}
		if (way.length >= LIMITS.callDepth) {
			report([...path, "ask"], `more than ${LIMITS.callDepth} servers ask one another here`);
			return 0;
		}
		return callsOf(asked, way) + (asked.server === ask ? 0 : 1);
	}

	for (const [server, routes] of Object.entries(scenario.routes)) {
		for (const request of Object.keys(routes)) callsOf({ server, request }, []);
	}
}

function nameOf({ server, request }: Route): string {
	return `${server} ${request}`;
}

function callingSteps(scenario: Scenario, { server, request }: Route): readonly Calling[] {
	const steps = scenario.routes[server]?.[request] ?? [];
	const path = ["routes", server, request];
	return steps.flatMap((step, index): readonly Calling[] => {
		if ("query" in step || "ask" in step) return [{ step, path: [...path, index], attempts: 1 }];
		const [key, inner] =
			"each" in step ? ["each", step.each] : "transaction" in step ? ["steps", step.steps] : ["", []];
		const attempts = "transaction" in step ? step.attempts : 1;
		return (inner as readonly Step[]).flatMap((each, nth) =>
			"query" in each || "ask" in each ? [{ step: each, path: [...path, index, key, nth], attempts }] : [],
		);
	});
}
