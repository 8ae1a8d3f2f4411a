import { parseFault, parseScenario, printScenario } from "@roundtrip/model";
import { simulate } from "@roundtrip/simulator";
import { describe, expect, it } from "vitest";
import { equalLines, seenLines } from "../lab/lookalikes/silent-run.ts";
import { galleryRun } from "../testing/gallery-run.ts";
import { exploreLookalikes } from "./explored-lookalikes.ts";

describe.each(["double-transfer", "slow-or-never"])("what a client of %s can't tell apart", (id) => {
	const { scenario, seed } = galleryRun(id).trace.header;

	it("is four things, and what it sees of them is equal event by event until it gives up", async () => {
		const found = await exploreLookalikes(scenario, seed, printScenario);
		expect(found?.stories.map(({ name }) => name)).toEqual(["request-lost", "server-dead", "reply-lost", "slow"]);
		const bare = parseScenario(found?.text ?? "");
		if (found === undefined || !bare.ok) throw new Error("nothing found");
		const runs = found.stories.map(({ fault: text }) => {
			const fault = parseFault(text, bare.value);
			if (!fault.ok) throw new Error(text);
			const result = simulate(bare.value, { seed, faults: [fault.value] });
			if (!result.ok) throw new Error(result.problem);
			const client = clientOf(result.trace, found.exchange);
			return { lines: seenLines(result.trace, client, found.exchange) };
		});
		const lines = runs.map((run) => run.lines.length);
		expect(new Set(lines).size).toBe(1);
		expect(lines[0]).toBeGreaterThanOrEqual(5);
		expect(equalLines(runs)).toBe(lines[0]);
		expect(runs[0]?.lines.at(-1)?.words).toMatch(/^gave up after/);
	});

	it("differs in what is true", async () => {
		const found = await exploreLookalikes(scenario, seed, printScenario);
		const truths = found?.stories.map(({ applied, isUp, isUnderWay }) => [applied, isUp, isUnderWay]);
		expect(truths).toEqual([
			[0, true, false],
			[0, false, false],
			[1, true, false],
			[0, true, true],
		]);
	});
});

it("lines are equal only up to the first that differs", () => {
	const line = (event: string) => ({ atNs: 0, words: event, event });
	const runs = [{ lines: [line("a"), line("b"), line("c")] }, { lines: [line("a"), line("x"), line("c")] }];
	expect(equalLines(runs)).toBe(1);
});

function clientOf(trace: Parameters<typeof seenLines>[0], exchange: number): string {
	for (const event of trace.events()) if (event.kind === "begun" && event.exchange === exchange) return event.node;
	return "";
}
