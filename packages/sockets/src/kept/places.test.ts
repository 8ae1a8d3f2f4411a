import { expect, it } from "vitest";
import { createPlaces, routeAt } from "./places.ts";

const placeOf = createPlaces(
	{
		"GET /news": [],
		"POST /news": [],
		"GET /news?page=2": [],
		"sse /news": [],
		"sse /live": [],
		"websocket /chat": [],
		"json-rpc a.b": [],
		"graphql query a": [],
		"grpc A/B": [],
	},
	["/reflection"],
);

const EVENTS = "text/event-stream";

it.each([
	["GET", "/news", undefined, "GET /news"],
	["GET", "/news", EVENTS, "sse /news"],
	["GET", "/news?page=2", undefined, "GET /news?page=2"],
	["GET", "/news?page=3", undefined, "GET /news"],
	["HEAD", "/news", undefined, "GET /news"],
	["POST", "/news", EVENTS, "POST /news"],
	["PUT", "/news", undefined, undefined],
	["GET", "/live", "*/*", "sse /live"],
	["GET", "/chat", undefined, undefined],
])("%s %s, where %s is accepted, is for %s", (method, url, accept, route) => {
	const place = placeOf(url);
	expect(place === undefined ? "nowhere" : routeAt(place, method, accept)).toBe(route);
});

it.each([
	["/news", undefined, "GET, POST, HEAD, OPTIONS"],
	["/chat", undefined, "GET, HEAD, OPTIONS"],
	["/rpc", "json-rpc", "POST, OPTIONS"],
	["/graphql?query=x", "graphql", "GET, POST, HEAD, OPTIONS"],
	["/A/B", "procedure", "POST, OPTIONS"],
	["/reflection", "procedure", "POST, OPTIONS"],
])("at %s there is %s, which takes %s", (url, shared, allow) => {
	expect([placeOf(url)?.shared, placeOf(url)?.allow.join(", ")]).toEqual([shared, allow]);
});

it("where no route is there is no place", () => {
	expect(placeOf("/none")).toBeUndefined();
});
