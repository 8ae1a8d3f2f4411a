import { describe, expect, it } from "vitest";
import { parseScenario } from "./parse.ts";
import { printScenario } from "./print.ts";
import { printProblem } from "./problem.ts";

const GOOD = `roundtrip: 1
title: T
nodes:
  phone: { is: client }
  front: { is: balancer, of: [a, b] }
  a: { is: server }
  b: { is: server }
links:
  phone -> front: { rtt: 10ms }
  front -> a: { rtt: 1ms }
  front -> b: { rtt: 1ms }
routes:
  a: &all { GET /: [{ reply: 200 }], sse /log: [{ send: 2 }] }
  b: *all
traffic:
  - { phone: GET / }
`;

function saidOf(good: string, bad: string): readonly string[] {
	expect(GOOD).toContain(good);
	const result = parseScenario(GOOD.replace(good, bad));
	return result.ok ? [] : result.problems.map((problem) => printProblem(problem, "").replace(/^:/, ""));
}

describe("a balancer in a scenario", () => {
	it("is asked for what all of its servers do, and is printed as it was read", () => {
		const result = parseScenario(GOOD);
		if (!result.ok) throw new Error(JSON.stringify(result.problems));
		expect(result.value.nodes.front).toMatchObject({ of: ["a", "b"], by: "turn", rest: 10e9 });
		expect(parseScenario(printScenario(result.value))).toEqual(result);
	});

	it.each([
		["of: [a, b]", "of: [a, c]", "no server 'c'"],
		["of: [a, b]", "of: [a, phone]", "no server 'phone'"],
		["of: [a, b]", "of: [a, a]", "a is named twice"],
		["of: [a, b]", "of: []", "of names at least one server"],
		["of: [a, b]", "of: a", "of is a list of servers, like of: [bank-1, bank-2]"],
		["of: [a, b]", "of: [a, b], by: chance", "'chance' should be turn, least or client"],
		["of: [a, b]", "of: [a]", "front asks nobody but the servers that it is a balancer of"],
		["  front -> b: { rtt: 1ms }\n", "", "there is no link from front to b; add front -> b: { rtt: 1ms } to the links"],
		["b: *all", "b: { GET /: [{ reply: 404 }] }", "b has other routes than a, and behind a balancer all have the same"],
		["phone: GET /", "phone: GET /nothing", "front has no route 'GET /nothing'"],
		["phone: GET /", "phone: sse /log", "front is a balancer, and sse /log opens a stream: ask a itself"],
	])("%s written as %s", (good, bad, message) => {
		expect(saidOf(good, bad).join("\n")).toContain(message);
	});
});
