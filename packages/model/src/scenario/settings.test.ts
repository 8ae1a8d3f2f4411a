import { describe, expect, it } from "vitest";
import { parseScenario } from "./parse.ts";
import { applySettings, withSettings } from "./settings.ts";

const written = {
	nodes: { phone: { timeout: "1s" } },
	links: { "phone -> bank": { rtt: "100ms" } },
	traffic: [{ phone: "GET /" }],
};

describe("settings", () => {
	it("reach any place of the scenario, and leave the original alone", () => {
		const result = applySettings(written, [
			"nodes.phone.timeout=2s",
			"links.phone -> bank.rtt=20ms",
			"traffic.0.times=5",
		]);
		expect(result).toEqual({
			ok: true,
			value: {
				nodes: { phone: { timeout: "2s" } },
				links: { "phone -> bank": { rtt: "20ms" } },
				traffic: [{ phone: "GET /", times: 5 }],
			},
		});
		expect(written.nodes.phone.timeout).toBe("1s");
	});

	it("can't reach an object's prototype", () => {
		const result = applySettings(written, ["nodes.phone.__proto__={ polluted: true }"]);
		expect(result.ok).toBe(true);
		expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
		expect(applySettings(written, ["nodes.__proto__.x=1"])).toMatchObject({ ok: false });
		expect(applySettings(written, ["constructor.prototype.x=1"])).toMatchObject({ ok: false });
	});

	it("say which step of the path is not there, and the nearest that is", () => {
		expect(applySettings(written, ["nodes.phon.timeout=2s"])).toEqual({
			ok: false,
			problems: [{ setting: "nodes.phon.timeout=2s", message: "there is no 'phon'; did you mean 'phone'?" }],
		});
		expect(applySettings(written, ["nodes.phone.timeout.x=2s"])).toMatchObject({ ok: false });
	});
});

describe("a scenario with settings", () => {
	const parsed = parseScenario(`
roundtrip: 1
title: A transfer
nodes: { phone: { is: client, timeout: 1s }, bank: { is: server } }
links: { phone -> bank: { rtt: 100ms } }
routes: { bank: { GET /a: [ { reply: 200 } ] } }
traffic: [ { phone: GET /a } ]
`);
	if (!parsed.ok) throw new Error("the scenario of the test is none");
	const scenario = parsed.value;

	it("is another one, whose values have been checked", () => {
		const changed = withSettings(scenario, ["nodes.phone.timeout=2s", "routes.bank.GET /a.0.reply=204"]);
		expect(changed.ok && changed.value.nodes.phone).toMatchObject({ timeout: 2_000_000_000 });
		expect(changed.ok && changed.value.routes.bank?.["GET /a"]).toMatchObject([{ reply: 204 }]);
		expect(withSettings(scenario, [])).toEqual({ ok: true, value: scenario });
	});

	it("says where it is none", () => {
		const changed = withSettings(scenario, ["nodes.phone.timeout=soon"]);
		expect(changed.ok ? [] : changed.problems.map(({ message }) => message)).toEqual([
			expect.stringMatching(/^nodes\.phone\.timeout: /),
		]);
	});
});
