import type { Trace } from "@roundtrip/model";
import { describe, expect, it } from "vitest";
import { played, setting, story } from "./testing/play.ts";

const packets = (trace: Trace): number => [...trace.events()].filter(({ kind }) => kind === "packet").length;

describe("the packets of a run", () => {
	const parts = { near: "rtt: 100ms, detail: packets" };

	it("are told where there are few exchanges, or as it is told", () => {
		expect(packets(played(setting(parts)))).toBeGreaterThan(3);
		expect(packets(played(setting(parts), { keepPackets: false }))).toBe(0);
		const many = setting({ ...parts, traffic: "{ phone: POST /, times: 201, one-by-one: true }" });
		expect(packets(played(many))).toBe(0);
		expect(packets(played(many, { keepPackets: true }))).toBeGreaterThan(201);
	});

	it("change nothing else, whether they are told or not", () => {
		const others = (keepPackets: boolean): readonly string[] =>
			story(played(setting({ ...parts, near: "rtt: 100ms, loss: 20%, tls: 1.3" }), { keepPackets }), /^(?!.* packet)/);
		expect(others(true)).toEqual(others(false));
	});

	it("end with the run: a host that tries to reach a dead one for a quarter of an hour is left alone", () => {
		const dark = { phone: "timeout: 1s", ...parts, faults: "{ crash: bank, at: 120ms, silent: true }" };
		const trace = played(setting(dark));
		expect(trace.at(trace.length - 1)).toBeLessThanOrEqual(2e9);
	});
});

describe("packet by packet, what is told of calls", () => {
	it("a timeout over HTTP/2 ends the call and not the connection", () => {
		const parts = {
			...{ near: "rtt: 100ms, over: http/2", phone: "timeout: 300ms" },
			...{ route: "{ work: 1s }, { reply: 200 }", traffic: "phone: POST /, { phone: POST /, at: 400ms }" },
		};
		expect(story(played(setting(parts), { keepPackets: false }), /connect|closed|queued|timed-out|sent/)).toEqual([
			"0 phone connecting e1.1",
			"100 phone connected e1.1",
			"100 phone sent e1.1> POST /",
			"300 phone timed-out e1.1",
			"300 phone settled e1.1 unknown, timed-out",
			"400 phone sent e2.1> POST /",
			"700 phone timed-out e2.1",
			"700 phone settled e2.1 unknown, timed-out",
			"1150 bank sent e1.1< 200 OK",
			"1150 bank lost e1.1< closed at 0",
			"1450 bank sent e2.1< 200 OK",
			"1450 bank lost e2.1< closed at 0",
		]);
	});

	it("without keep-alive each request has its connection", () => {
		const near = "rtt: 100ms, keep-alive: false, detail: packets";
		const traffic = "{ phone: POST /, times: 2, one-by-one: true }";
		expect(story(played(setting({ near, traffic }), { keepPackets: false }), /connecting|closed|settled/)).toEqual([
			"0 phone connecting e1.1",
			"200 phone closed e1.1 done",
			"200 phone settled e1.1 ok, answered",
			"200 phone connecting e2.1",
			"400 phone closed e2.1 done",
			"400 phone settled e2.1 ok, answered",
		]);
	});
});
