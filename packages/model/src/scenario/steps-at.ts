import { isRequestLine, type Method, type RequestLine, requestTarget, routeOf } from "./request-line.ts";
import type { Step } from "./steps/registry.ts";

type Routes = Readonly<Record<RequestLine, readonly Step[]>>;

/**
 * What a server does for a request: what its route says. Beside that, plain HTTP has what every server does at an address
 * (RFC 9110, section 9.3): HEAD is answered as GET is, OPTIONS says which methods there are, and so does the 405 for any
 * other. Undefined where there is nothing at the address.
 */
export function stepsAt(routes: Routes, request: RequestLine): readonly Step[] | undefined {
	const route = routeOf(request);
	if (Object.hasOwn(routes, route)) return routes[route];
	if (!isRequestLine(route)) return undefined;
	const target = requestTarget(route);
	if (target.protocol !== "rest") return undefined;
	const { method, path } = target;
	const get = `GET ${path}`;
	if (method === "HEAD" && Object.hasOwn(routes, get)) return routes[get];
	const allowed = allowedAt(routes, path);
	if (allowed.length === 0) return undefined;
	const allow = [...allowed, ...(allowed.includes("OPTIONS") ? [] : ["OPTIONS"])].join(", ");
	return method === "OPTIONS" ? [{ reply: 204, headers: { allow } }] : [notAllowed(path, allow)];
}

/** The methods that routes of plain HTTP take at an address. */
function allowedAt(routes: Routes, path: string): readonly Method[] {
	const methods = Object.keys(routes).flatMap((request): readonly Method[] => {
		const target = requestTarget(request);
		return target.protocol === "rest" && target.path === path ? [target.method] : [];
	});
	return methods.includes("GET") && !methods.includes("HEAD") ? [...methods, "HEAD"] : methods;
}

/** As a problem for programs and for people (RFC 9457). */
function notAllowed(path: string, allow: string): Step {
	const problem = { type: "about:blank", title: "Method Not Allowed", status: 405, detail: `${path} takes ${allow}.` };
	return { reply: 405, body: JSON.stringify(problem), headers: { "content-type": "application/problem+json", allow } };
}
