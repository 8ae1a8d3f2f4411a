import { expect, it } from "vitest";
import { commandFor } from "./command.ts";

it("names scenario, seed and faults so that a shell takes them as they are", () => {
	const run = { file: "scenarios/lost-reply.yaml", seed: 7, faults: ["lose: e1.1<"], real: false };
	expect(commandFor(run)).toBe("npx roundtrip run scenarios/lost-reply.yaml --seed 7 --fault 'lose: e1.1<'");
	expect(commandFor({ ...run, settings: ["nodes.phone.timeout=2s"] })).toContain(
		"--seed 7 --set 'nodes.phone.timeout=2s' --fault",
	);
	expect(commandFor({ file: "it's mine.yaml", seed: 1, faults: [], real: true })).toBe(
		`npx roundtrip run 'it'\\''s mine.yaml' --real --seed 1`,
	);
});
