import { describe, expect, it } from "vitest";
import { TRACE_LAWS } from "../../model/src/testing/trace-laws.ts";
import { played, scenarioOf, story } from "./testing/play.ts";

/** A phone that sends copies, a bank 100 ms away, and its ledger. */
function run(phone: string, request: string, faults: string, near = "rtt: 100ms", bank = "workers: 4") {
	const route = request.startsWith("POST")
		? "{ once: ledger }, { query: ledger, effect: transfer }, { reply: 201 }"
		: "{ reply: 200 }";
	const trace = played(
		scenarioOf(`roundtrip: 1
title: T
nodes: { phone: { is: client, timeout: 2s, ${phone} }, bank: { is: server, ${bank} }, ledger: { is: database } }
links: { phone -> bank: { ${near} }, bank -> ledger: { rtt: 2ms } }
routes: { bank: { ${request}: [ ${route} ] } }
traffic: [ { phone: ${request} } ]
faults: [ ${faults} ]
`),
	);
	for (const law of TRACE_LAWS) expect(law.broken(trace), law.name).toEqual([]);
	return trace;
}

const OWN = /^[\d.]+ phone (begun|retried|settled|closed|timed-out|lost)/;
const committed = (trace: ReturnType<typeof run>): number => story(trace, /committed/).length;

describe("copies of a late request", () => {
	it("go out beside it, and the first answer counts", () => {
		const trace = run("hedge: { after: 250ms }", "GET /", "{ delay: e1.1>, by: 1s }");
		expect(story(trace, OWN)).toEqual([
			"0 phone begun e1.1",
			"250 phone retried e1.2",
			"450 phone closed e1.1 left",
			"450 phone settled e1.2 ok, answered",
		]);
	});

	it("are dropped where the request is answered first", () => {
		const trace = run("hedge: { after: 150ms }", "GET /", "");
		expect(story(trace, OWN)).toEqual([
			"0 phone begun e1.1",
			"150 phone retried e1.2",
			"200 phone closed e1.2 left",
			"200 phone settled e1.1 ok, answered",
		]);
	});

	it("share the connection of HTTP/2, which goes on", () => {
		const trace = run("hedge: { after: 250ms }", "GET /", "{ delay: e1.1<, by: 1s }", "rtt: 100ms, over: http/2");
		expect(story(trace, OWN)).toEqual([
			"0 phone begun e1.1",
			"250 phone retried e1.2",
			"350 phone settled e1.2 ok, answered",
		]);
	});

	it("end with the time of their try", () => {
		const trace = run("hedge: { after: 500ms, most: 2 }", "GET /", "{ lose: request, on: phone -> bank, nth: all }");
		expect(story(trace, / (retried|timed-out|settled)/)).toEqual([
			"500 phone retried e1.2",
			"1000 phone retried e1.3",
			"2000 phone timed-out e1.1",
			"2000 phone timed-out e1.2",
			"2000 phone timed-out e1.3",
			"2000 phone settled e1.3 unknown, timed-out",
		]);
	});

	it("are followed by a try of its own with a number of its own", () => {
		const trace = run(
			"hedge: { after: 500ms }, retry: { attempts: 2, backoff: 100ms, jitter: none }",
			"GET /",
			"{ lose: e1.1> }, { lose: e1.2< }",
		);
		expect(story(trace, / (retried|settled)/)).toEqual([
			"500 phone retried e1.2",
			"2100 phone retried e1.3",
			"2300 phone settled e1.3 ok, answered",
		]);
	});

	it("take of the budget for retries", () => {
		const trace = run(
			"hedge: { after: 100ms, most: 5 }, retry: { budget: { percent: 0, reserve: 2 } }",
			"GET /",
			"{ lose: request, on: phone -> bank, nth: all }",
		);
		expect(story(trace, /retried/)).toHaveLength(2);
	});

	it("have an effect once where they bear a key that the server knows", () => {
		const trace = run("hedge: { after: 250ms }, key: exchange", "POST /", "{ delay: e1.1<, by: 1s }");
		expect(story(trace, / settled/)).toEqual([expect.stringContaining("settled e1.2 ok, answered")]);
		expect(committed(trace)).toBe(1);
	});

	it("wait for the request that is worked on where they are told so", () => {
		const trace = run("hedge: { after: 250ms }, key: exchange", "POST /", "{ slow: ledger, at: 0ms, times: 100 }");
		expect(story(trace, / settled/)).toEqual([expect.stringContaining("settled e1.1 ok, answered")]);
		expect(committed(trace)).toBe(1);
	});
});

describe("a scenario with copies", () => {
	const problemsOf = (phone: string, request: string): string => {
		try {
			run(phone, request, "");
			return "";
		} catch (error) {
			return error instanceof Error ? error.message : "";
		}
	};

	it("is refused where nothing may be sent twice, or copies would be requests of their own", () => {
		expect(problemsOf("hedge: { after: 1s }", "POST /")).toMatch(/nothing that phone asks for may be sent twice/);
		expect(problemsOf("hedge: { after: 1s }, key: attempt", "POST /")).toMatch(/write key: exchange/);
		expect(problemsOf("hedge: { after: 1s }, cache: private", "GET /")).toMatch(/sends no copies/);
		expect(problemsOf("hedge: { after: 0s }", "GET /")).toMatch(/say how long to wait/);
		expect(problemsOf("hedge: { after: 1s }", "GET /")).toBe("");
	});
});
