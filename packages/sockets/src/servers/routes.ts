import { fieldOf, readJsonRpcRequest } from "@roundtrip/behaviour";
import {
	type RequestLine,
	type RequestTarget,
	requestParts,
	requestTarget,
	routesAt,
	type Scenario,
	type Step,
	stepsAt,
} from "@roundtrip/model";
import type { Job } from "./job.ts";

/** What a server does for a request. */
export interface Route {
	/** Its name in the scenario. */
	readonly request: RequestLine;
	readonly steps: readonly Step[];
}

/** What of a request tells its route. */
export type Wish = Pick<Job, "method" | "path" | "fields" | "content" | "route">;

/** Finds the route that is meant: by method and path, and by what is said in the protocols that share an address. */
export function createRoutes(scenario: Scenario, node: string): (wish: Wish) => Route | undefined {
	const byName = new Map<RequestLine, Route>();
	const byAddress = new Map<string, Route[]>();
	const own = routesAt(scenario, node);
	for (const [request, steps] of Object.entries(own)) {
		const { method, path } = requestParts(request);
		const address = `${method} ${path}`;
		const route = { request, steps };
		byName.set(request, route);
		byAddress.set(address, [...(byAddress.get(address) ?? []), route]);
	}
	return (wish) => {
		if (wish.route !== undefined) return byName.get(wish.route);
		const address = `${wish.method} ${wish.path}`;
		const routesThere = byAddress.get(address) ?? [];
		if (routesThere.length === 0) return unnamed(own, address);
		if (routesThere.length < 2) return routesThere[0];
		return routesThere.find(({ request }) => isMeant(requestTarget(request), wish));
	};
}

/** What every server answers at its addresses. */
function unnamed(routes: Readonly<Record<RequestLine, readonly Step[]>>, request: RequestLine): Route | undefined {
	const steps = stepsAt(routes, request);
	return steps === undefined ? undefined : { request, steps };
}

function isMeant(target: RequestTarget, { fields = [], content }: Wish): boolean {
	const type = fieldOf(fields, "content-type") ?? "";
	switch (target.protocol) {
		case "rest":
			return fieldOf(fields, "upgrade") === undefined && fieldOf(fields, "accept") !== "text/event-stream";
		case "sse":
			return fieldOf(fields, "accept") === "text/event-stream";
		case "websocket":
			return fieldOf(fields, "upgrade") !== undefined;
		case "grpc":
			return type.startsWith("application/grpc");
		case "connect":
			return !type.startsWith("application/grpc");
		case "graphql":
			return asksForField(content.toString("utf8"), target.kind, target.field);
		case "json-rpc":
			return callsMethod(content.toString("utf8"), target.name);
		default:
			return false;
	}
}

function callsMethod(text: string, name: string): boolean {
	const [call] = readJsonRpcRequest(text).calls;
	return call !== undefined && "method" in call && call.method === name;
}

/** By the operation's kind and its first field, as far as documents of one field go. */
function asksForField(text: string, kind: string, field: string): boolean {
	const document = documentOf(text);
	const isKind = document.startsWith(kind) || (kind === "query" && document.startsWith("{"));
	return isKind && new RegExp(`^[^{]*\\{\\s*${field}\\b`).test(document);
}

function documentOf(text: string): string {
	try {
		const { query } = JSON.parse(text) as { readonly query?: unknown };
		return typeof query === "string" ? query.trim() : "";
	} catch {
		return "";
	}
}
