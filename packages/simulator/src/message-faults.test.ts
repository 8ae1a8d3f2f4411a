import { describe, expect, it } from "vitest";
import { played, type Setting, setting, story } from "./testing/play.ts";

const ROUTE = "{ query: ledger, effect: transfer }, { reply: 201, size: 100B }";

const tell = (parts: Setting): readonly string[] =>
	story(played(setting({ route: ROUTE, ...parts })), /e1\.[12][<>]|e1\.1 .*reset|settled|committed|e2/);

describe.each([
	["in whole messages", "rtt: 100ms, detail: messages"],
	["packet by packet", "rtt: 100ms, detail: packets"],
	["over HTTP/2", "rtt: 100ms, over: http/2"],
	["over HTTP/2, in whole messages", "rtt: 100ms, over: http/2, detail: messages"],
	["secured", "rtt: 100ms, tls: 1.3, detail: packets"],
])("the end of a connection, %s", (about, near) => {
	const startNs = about === "secured" ? 200 : 100;
	const at = (ms: number): number => ms + startNs;

	it("resets where the request comes to its door: nothing is done for it", () => {
		expect(tell({ near, faults: "reset: e1.1>" })).toEqual([
			`${at(0)} phone sent e1.1> POST /`,
			`${at(50)} phone lost e1.1> fault at 1`,
			`${at(100)} phone closed e1.1 reset`,
			`${at(100)} phone settled e1.1 unknown, reset`,
		]);
	});

	it("resets instead of the answer: all is done", () => {
		expect(tell({ near, faults: "reset: e1.1<" })).toEqual([
			`${at(0)} phone sent e1.1> POST /`,
			`${at(50)} bank delivered e1.1>`,
			`${at(54)} ledger committed e1.1/1 transfer`,
			`${at(55)} bank sent e1.1< 201 Created`,
			`${at(55)} bank lost e1.1< fault at 0`,
			`${at(105)} phone closed e1.1 reset`,
			`${at(105)} phone settled e1.1 unknown, reset`,
		]);
	});

	it.each(["headers", "body"])("cuts the answer in its %s: that is no answer", (where) => {
		expect(tell({ near, faults: `{ truncate: e1.1<, at: ${where} }` })).toEqual([
			`${at(0)} phone sent e1.1> POST /`,
			`${at(50)} bank delivered e1.1>`,
			`${at(54)} ledger committed e1.1/1 transfer`,
			`${at(55)} bank sent e1.1< 201 Created`,
			`${at(105)} bank lost e1.1< fault at 1`,
			`${at(105)} phone closed e1.1 reset`,
			`${at(105)} phone settled e1.1 unknown, reset`,
		]);
	});

	it("tries again on a connection of its own", () => {
		const phone = "retry: { attempts: 2, backoff: 50ms, jitter: none }";
		const lines = tell({ near, phone, faults: "{ reset: response, on: phone -> bank, attempt: 1, route: POST / }" });
		expect(lines.filter((line) => line.includes("committed"))).toHaveLength(2);
		expect(lines.at(-1)).toMatch(/settled e1.2 ok, answered/);
	});

	it("takes along what else is on the connection", () => {
		const traffic = "{ phone: POST /, times: 2 }";
		const phone = "connections: 1";
		const lines = tell({ near, phone, traffic, faults: "reset: e2.1>" });
		const second = lines.filter((line) => / settled e2/.test(line));
		expect(second).toEqual([expect.stringContaining("unknown, reset")]);
		const isShared = near.includes("http/2");
		expect(lines.filter((line) => / settled e1/.test(line))).toEqual([
			expect.stringContaining(isShared ? "unknown, reset" : "ok, answered"),
		]);
	});
});

describe.each([
	["in the clear", "rtt: 100ms, detail: messages", "POST /", "200B"],
	["in the clear, packet by packet", "rtt: 100ms, detail: packets", "POST /", "200B"],
	["over HTTP/2", "rtt: 100ms, over: http/2", "POST /", "200B"],
	["over HTTP/2, in whole messages", "rtt: 100ms, over: http/2, detail: messages", "POST /", "200B"],
	["secured", "rtt: 100ms, tls: 1.3, detail: packets", "POST /", "200B"],
])("a message that changes on its way, %s", (about, near, request, size) => {
	const at = (ms: number): number => ms + (about === "secured" ? 200 : 100);
	const traffic = `{ phone: ${request}, size: ${size} }`;

	it("is a request that nobody could read", () => {
		const lines = tell({ near, traffic, faults: "corrupt: e1.1>" });
		const isPlain = about.startsWith("in the clear");
		expect(lines).toEqual(
			isPlain
				? [
						`${at(0)} phone sent e1.1> POST /`,
						`${at(50)} bank delivered e1.1>`,
						`${at(50)} bank sent e1.1< 400 Bad Request`,
						`${at(100)} phone delivered e1.1<`,
						`${at(100)} phone settled e1.1 failed, answered`,
					]
				: [
						`${at(0)} phone sent e1.1> POST /`,
						`${at(50)} phone lost e1.1> fault at 1`,
						`${at(100)} phone closed e1.1 reset`,
						`${at(100)} phone settled e1.1 unknown, reset`,
					],
		);
	});

	it("is an answer that says nothing, though all is done", () => {
		expect(tell({ near, traffic, faults: "corrupt: e1.1<" })).toEqual([
			`${at(0)} phone sent e1.1> POST /`,
			`${at(50)} bank delivered e1.1>`,
			`${at(54)} ledger committed e1.1/1 transfer`,
			`${at(55)} bank sent e1.1< 201 Created`,
			`${at(105)} bank lost e1.1< fault at 1`,
			`${at(105)} phone closed e1.1 reset`,
			`${at(105)} phone settled e1.1 unknown, reset`,
		]);
	});
});

describe("a request in the clear that changes", () => {
	const connects = (parts: Setting): readonly string[] =>
		story(played(setting({ route: ROUTE, ...parts })), /connecting|closed|damaged|settled/);

	it.each(["messages", "packets"])(
		"ends the connection with its answer where its start line can't be read: %s",
		(detail) => {
			const near = `rtt: 100ms, detail: ${detail}`;
			const phone = "connections: 1";
			const twice = "{ phone: POST /, times: 2 }";
			const lines = connects({ near, phone, traffic: twice, faults: "corrupt: e1.1>" });
			expect(lines.filter((line) => / phone |settled/.test(line))).toEqual([
				"0 phone connecting e1.1",
				"200 phone closed e1.1 done",
				"200 phone settled e1.1 failed, answered",
				"200 phone connecting e2.1",
				expect.stringMatching(/phone settled e2.1 ok, answered/),
			]);
			const withBody = connects({
				...{ near, phone, faults: "corrupt: e1.1>" },
				traffic: "{ phone: POST /, size: 50B, times: 2 }",
			});
			expect(withBody.filter((line) => / phone (connecting|closed)/.test(line))).toEqual(["0 phone connecting e1.1"]);
		},
	);

	it("says in its arrival which fault has damaged it", () => {
		const trace = played(setting({ route: ROUTE, faults: "{ lose: e2.1> }, { corrupt: e1.1> }" }));
		const damaged = [...trace.events()].flatMap((event) =>
			event.kind === "delivered" && event.data.damaged !== undefined ? [[event.message, event.data.damaged]] : [],
		);
		expect(damaged).toEqual([["e1.1>", 1]]);
	});

	it("is a statement that its database doesn't know: the server can't say what was done", () => {
		const lines = tell({ near: "rtt: 100ms", faults: "corrupt: e1.1/1>" });
		expect(lines.filter((line) => /committed|settled/.test(line))).toEqual([
			expect.stringMatching(/settled e1.1 \w+, answered/),
		]);
	});

	it("is refused over HTTP/3, where nobody would notice", () => {
		expect(() => played(setting({ near: "rtt: 100ms, over: http/3", faults: "corrupt: e1.1>" }))).toThrow(
			/throws a damaged packet away/,
		);
	});
});

describe("over HTTP/3", () => {
	it("ends the connection as well", () => {
		const near = "rtt: 100ms, over: http/3";
		expect(tell({ near, faults: "reset: e1.1<" }).at(-1)).toMatch(/settled e1.1 unknown, reset/);
		expect(tell({ near, faults: "reset: e1.1>" }).filter((line) => line.includes("committed"))).toEqual([]);
		expect(tell({ near, faults: "truncate: e1.1<" }).at(-1)).toMatch(/settled e1.1 unknown, reset/);
	});
});

describe("which messages a fault means", () => {
	it("a share of them, by the seed and their names", () => {
		const strokes = (seed: number): readonly string[] =>
			story(
				played(
					setting({
						...{ seed, traffic: "{ phone: POST /, times: 400, every: 1s }" },
						faults: "{ lose: request, on: phone -> bank, nth: all, probability: 25% }",
					}),
				),
				/lost/,
			);
		expect(strokes(1).length).toBeGreaterThan(70);
		expect(strokes(1).length).toBeLessThan(130);
		expect(strokes(1)).toEqual(strokes(1));
		expect(strokes(1)).not.toEqual(strokes(2));
	});
});
