import { readdirSync } from "node:fs";
import { parseScenario } from "@roundtrip/model";
import { describe, expect, it, test } from "vitest";
import { galleryYaml } from "../../testing/gallery-run.ts";
import { textWithFaults } from "./text-with-faults.ts";

test("every scenario of the gallery is the same with two faults more, and keeps its comments", () => {
	const files = readdirSync(new URL("../../../../../scenarios/", import.meta.url));
	for (const file of files.filter((name) => name.endsWith(".yaml"))) {
		const yaml = galleryYaml(file.replace(".yaml", ""));
		const before = parseScenario(yaml);
		const text = textWithFaults(yaml, ["lose: e1.1<", "{ delay: e1.1>, by: 2s }"]);
		const after = parseScenario(text ?? "");
		if (!before.ok || !after.ok) throw new Error(`${file}: ${JSON.stringify(after)}`);
		expect(after.value, file).toEqual({
			...before.value,
			faults: [...before.value.faults, { lose: "e1.1<", nth: 1 }, { delay: "e1.1>", by: 2_000_000_000, nth: 1 }],
		});
		expect(yaml.match(/#.*/g)?.every((comment) => text?.includes(comment) === true) ?? true).toBe(true);
	}
});

describe("lists of faults", () => {
	it.each([
		["a: 1", "a: 1\nfaults:\n  - lose: e1.1<\n"],
		["faults: []\nb: 1\n", "faults: [{ lose: e1.1< }]\nb: 1\n"],
		["faults: [{ crash: x, at: 1s }]\n", "faults: [{ crash: x, at: 1s }, { lose: e1.1< }]\n"],
		["faults:\n- a\n- b\nexpect: []\n", "faults:\n- a\n- b\n- lose: e1.1<\nexpect: []\n"],
		["faults:\n    - a\n\nexpect: []\n", "faults:\n    - a\n    - lose: e1.1<\n\nexpect: []\n"],
	])("%j becomes %j", (text, expected) => {
		expect(textWithFaults(text, ["lose: e1.1<"])).toBe(expected);
	});

	it("nothing is added to a list over several lines in brackets", () => {
		expect(textWithFaults("faults: [\n  { crash: x, at: 1s }\n]\n", ["lose: e1.1<"])).toBeUndefined();
		expect(textWithFaults("faults: [\n]\n", [])).toBe("faults: [\n]\n");
	});
});
