import { describe, expect, it } from "vitest";
import { parseFault, parseScenario } from "../parse.ts";
import type { Scenario } from "../scenario.ts";

function bankOver(near: string, route = "POST /"): Scenario {
	const parsed = parseScenario(`
roundtrip: 1
title: T
nodes: { phone: { is: client }, bank: { is: server }, ledger: { is: database } }
links: { phone -> bank: { ${near} }, bank -> ledger: { rtt: 1ms } }
routes: { bank: { ${route}: [ { reply: 201 } ] } }
traffic: [ { phone: ${route} } ]
`);
	if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
	return parsed.value;
}

function problemsOf(text: string, within: Scenario): readonly string[] {
	const result = parseFault(text, within);
	return result.ok ? [] : result.problems.map(({ path, message }) => `${path}: ${message}`);
}

describe("a message that changes on its way", () => {
	it("is named like others", () => {
		const plain = bankOver("rtt: 10ms");
		expect(parseFault("corrupt: e1.1>", plain)).toEqual({ ok: true, value: { corrupt: "e1.1>", nth: 1 } });
		expect(parseFault("{ corrupt: response, on: phone -> bank, nth: all, probability: 1% }", plain)).toEqual({
			ok: true,
			value: { corrupt: "response", on: "phone -> bank", nth: "all", probability: 10_000 },
		});
		expect(problemsOf("corrupt: e1.1<2", plain)).toEqual([expect.stringContaining("can't strike an item of a stream")]);
	});

	it("is refused where nobody would notice", () => {
		const quic = bankOver("rtt: 10ms, over: http/3");
		expect(problemsOf("corrupt: e1.1>", quic)).toEqual([
			expect.stringMatching(/^corrupt: phone -> bank is HTTP\/3: QUIC throws a damaged packet away/),
		]);
		expect(problemsOf("{ corrupt: request, on: phone -> bank }", quic)).toEqual([
			expect.stringMatching(/^on: phone -> bank is HTTP\/3/),
		]);
		expect(problemsOf("{ corrupt: request, on: bank -> ledger }", quic)).toEqual([]);
		const protobuf = bankOver("rtt: 10ms", "connect Bank/Pay");
		expect(problemsOf("corrupt: e1.1>", protobuf)).toEqual([
			expect.stringMatching(/^corrupt: phone -> bank carries protobuf in the clear/),
		]);
		expect(problemsOf("corrupt: e1.1>", bankOver("rtt: 10ms, tls: 1.3", "connect Bank/Pay"))).toEqual([]);
	});
});
