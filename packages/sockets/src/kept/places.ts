import { type RequestLine, type RequestTarget, requestParts, requestTarget, type Scenario } from "@roundtrip/model";

/** The routes of one server. */
export type Routes = Scenario["routes"][string];

/** What shares one path with other routes, and is told apart by what a request says. */
export type Shared = "graphql" | "json-rpc" | "procedure";

/** What a server has at one path. */
export interface Place {
	/** By method: those of plain HTTP; one for GET answers HEAD as well. */
	readonly plain: ReadonlyMap<string, RequestLine>;
	readonly events: RequestLine | undefined;
	readonly socket: RequestLine | undefined;
	readonly shared: Shared | undefined;
	/** The methods that it takes. */
	readonly allow: readonly string[];
}

/** Finds the place for a URL; a query string that no route names is left out. */
export type PlaceOf = (url: string) => Place | undefined;

/** @param others paths beside those of routes that procedures are asked at, such as reflection's */
export function createPlaces(routes: Routes, others: readonly string[] = []): PlaceOf {
	const places = new Map<string, Making>();
	for (const request of Object.keys(routes)) {
		const { method, path } = requestParts(request);
		const place = places.get(path) ?? { plain: new Map(), events: undefined, socket: undefined, shared: undefined };
		places.set(path, place);
		add(place, request, method);
	}
	for (const path of others) {
		places.set(path, { plain: new Map(), events: undefined, socket: undefined, shared: "procedure" });
	}
	const made = new Map(
		[...places].map(([path, place]): [string, Place] => [path, { ...place, allow: allowOf(place) }]),
	);
	return (url) => {
		const place = made.get(url);
		if (place !== undefined) return place;
		const query = url.indexOf("?");
		return query < 0 ? undefined : made.get(url.slice(0, query));
	};
}

interface Making {
	readonly plain: Map<string, RequestLine>;
	events: RequestLine | undefined;
	socket: RequestLine | undefined;
	shared: Shared | undefined;
}

const SHARED: Partial<Record<RequestTarget["protocol"], Shared>> = {
	...{ graphql: "graphql", "json-rpc": "json-rpc", grpc: "procedure", connect: "procedure" },
};

function add(place: Making, request: RequestLine, method: string): void {
	const { protocol } = requestTarget(request);
	if (protocol === "rest") place.plain.set(method, request);
	else if (protocol === "sse") place.events = request;
	else if (protocol === "websocket") place.socket = request;
	else place.shared = SHARED[protocol];
}

function allowOf({ plain, events, socket, shared }: Making): readonly string[] {
	const methods = new Set(plain.keys());
	if (events !== undefined || socket !== undefined || shared === "graphql") methods.add("GET");
	if (shared !== undefined) methods.add("POST");
	if (methods.has("GET")) methods.add("HEAD");
	return [...methods.add("OPTIONS")];
}

/**
 * The route of plain HTTP or of events that answers a method at a place. Events are for who asks for them, and for
 * everybody where nothing else is there.
 */
export function routeAt({ plain, events }: Place, method: string, accept: string | undefined): RequestLine | undefined {
	const isGet = method === "GET" || method === "HEAD";
	if (isGet && events !== undefined && (!plain.has("GET") || accept?.includes("text/event-stream") === true)) {
		return events;
	}
	return plain.get(method) ?? (method === "HEAD" ? plain.get("GET") : undefined);
}
