import { expect, test } from "vitest";
import { stepsAt } from "./steps-at.ts";

const ROUTES = {
	"GET /feed": [{ reply: 200, size: 10 }],
	"POST /feed": [{ reply: 201 }],
	"PUT /one": [{ reply: 204 }],
	"sse /live": [{ send: 1, every: 0 }],
};

test("a request is answered as its route says", () => {
	expect(stepsAt(ROUTES, "POST /feed")).toBe(ROUTES["POST /feed"]);
});

test("HEAD is answered as GET is, where it has no route of its own", () => {
	expect(stepsAt(ROUTES, "HEAD /feed")).toBe(ROUTES["GET /feed"]);
	expect(stepsAt(ROUTES, "HEAD /one")).toMatchObject([{ reply: 405, headers: { allow: "PUT, OPTIONS" } }]);
});

test("OPTIONS says which methods there are, and so does the 405 for any other", () => {
	const allow = "GET, POST, HEAD, OPTIONS";
	expect(stepsAt(ROUTES, "OPTIONS /feed")).toEqual([{ reply: 204, headers: { allow } }]);
	const [refused] = stepsAt(ROUTES, "DELETE /feed") ?? [];
	expect(refused).toMatchObject({ reply: 405, headers: { "content-type": "application/problem+json", allow } });
	expect(JSON.parse(refused !== undefined && "reply" in refused ? (refused.body ?? "") : "")).toEqual({
		...{ type: "about:blank", title: "Method Not Allowed", status: 405 },
		detail: `/feed takes ${allow}.`,
	});
});

test("where there is nothing, nothing is answered", () => {
	for (const request of ["GET /none", "OPTIONS /live", "sse /feed", "grpc A/B", "GET constructor"]) {
		expect(stepsAt(ROUTES, request)).toBeUndefined();
	}
});
