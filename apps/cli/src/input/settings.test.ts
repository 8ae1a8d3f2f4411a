import { describe, expect, it } from "vitest";
import { applySettings } from "./settings.ts";

const written = {
	nodes: { phone: { timeout: "1s" } },
	links: { "phone -> bank": { rtt: "100ms" } },
	traffic: [{ phone: "GET /" }],
};

describe("settings of the command line", () => {
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
			problem: "--set 'nodes.phon.timeout=2s': there is no 'phon'; did you mean 'phone'?",
		});
		expect(applySettings(written, ["nodes.phone.timeout.x=2s"])).toMatchObject({ ok: false });
	});
});
