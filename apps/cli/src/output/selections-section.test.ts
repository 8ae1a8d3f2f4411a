import { parseScenario, type Scenario } from "@roundtrip/model";
import { expect, test } from "vitest";
import { selectionsSection } from "./selections-section.ts";

function scenarioOf(traffic: string): Scenario {
	const result = parseScenario(`roundtrip: 1
title: T
types: { Post: { id: number, title: text 20B, body: text 400B } }
nodes: { phone: { is: client }, blog: { is: server } }
links: { phone -> blog: { rtt: 10ms } }
routes: { blog: { GET /posts: [{ reply: 200, data: 2 Post }], graphql query posts: [{ reply: 200, data: 2 Post }] } }
traffic: [ ${traffic} ]`);
	if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join("\n"));
	return result.value;
}

test("says once what a document leaves out of the records of its route", () => {
	const line = '{ phone: "graphql query posts { title }", times: 3 }';
	const lines = selectionsSection(scenarioOf(`${line}, ${line}`)).split("\n");
	expect(lines).toHaveLength(3);
	expect(lines[2]).toMatch(/graphql query posts \{ title \} +67 B +901 B +92\.6 %/);
});

test("says nothing where nobody names fields", () => {
	expect(selectionsSection(scenarioOf("{ phone: GET /posts }, { phone: graphql query posts }"))).toBe("");
});
