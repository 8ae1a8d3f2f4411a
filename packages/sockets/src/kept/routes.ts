import { type RequestLine, requestParts, type Scenario } from "@roundtrip/model";

/** The routes of one server. */
export type Routes = Scenario["routes"][string];

/** What a server has for a request: a route; or else the methods that its path takes, which are none where it is unknown. */
export interface Found {
	/** The route as the scenario names it; one for GET answers HEAD as well. */
	readonly route: RequestLine | undefined;
	readonly allow: readonly string[];
}

/** Finds what a server has for a method and a path; a query string that no route names is left out. */
export function findRoute(routes: Routes, method: string, url: string): Found {
	const path = [url, url.split("?", 1)[0] ?? ""].find((each) => methodsAt(routes, each).length > 0);
	if (path === undefined) return { route: undefined, allow: [] };
	const named = methodsAt(routes, path);
	const answered = method === "HEAD" && !named.includes("HEAD") ? "GET" : method;
	const hasHead = named.includes("GET") && !named.includes("HEAD");
	return {
		route: named.includes(answered) ? `${answered} ${path}` : undefined,
		allow: [...named, ...(hasHead ? ["HEAD"] : []), ...(named.includes("OPTIONS") ? [] : ["OPTIONS"])],
	};
}

function methodsAt(routes: Routes, path: string): readonly string[] {
	return Object.keys(routes).flatMap((request) => {
		const parts = requestParts(request);
		return parts.path === path ? [parts.method] : [];
	});
}
