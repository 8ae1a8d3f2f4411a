import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quoted, replayCommand } from "./replay.ts";

describe("the replay command", () => {
	it("says everything that the run was started with", () => {
		const choices = {
			file: "a b.yaml",
			seed: 7,
			real: true,
			settings: ["x=1"],
			faults: [{ lose: "e1.1<", nth: 1 }] as const,
		};
		expect(replayCommand(choices)).toBe("npx roundtrip run 'a b.yaml' --seed 7 --real --set x=1 --fault 'lose: e1.1<'");
	});

	it("quotes words so that a shell gives them back unchanged", () => {
		fc.assert(
			fc.property(
				fc.array(
					fc.string({ unit: "grapheme", minLength: 1 }).filter((word) => !word.includes("\0")),
					{ maxLength: 3 },
				),
				(words) => {
					const script = `for word in ${words.map(quoted).join(" ")}; do printf '%s\\0' "$word"; done`;
					const heard = execFileSync("/bin/sh", ["-c", script], { encoding: "utf8" });
					expect(heard).toBe(words.map((word) => `${word}\0`).join(""));
				},
			),
			{ seed: 1, numRuns: 30 },
		);
	});
});
