import { createSoloist, explore } from "@roundtrip/explorer";
import { beforeAll, describe, expect, it } from "vitest";
import { loadScenario } from "../input/scenario-file.ts";
import { type Asked, Wire } from "./wire.ts";

/** What an exploration asks, with what it is answered. */
async function conversation(): Promise<readonly Asked[]> {
	const { scenario } = loadScenario("lost-reply", ["faults=[]"], []);
	const said: Asked[] = [];
	const soloist = createSoloist();
	const crew = {
		atOnce: soloist.atOnce,
		play(...[work, schedules, questions]: Parameters<typeof soloist.play>) {
			said.push({ work, schedules, questions });
			return soloist.play(work, schedules, questions);
		},
	};
	await explore(scenario, { faults: 1, crew });
	return said;
}

let asked: readonly Asked[] = [];
beforeAll(async () => {
	asked = await conversation();
});

const travelled = (data: unknown): unknown => JSON.parse(JSON.stringify(data));

describe("what travels through a queue", () => {
	it("is asked for and answered there as here, to the last detail", async () => {
		const [asker, player] = [new Wire(), new Wire()];
		const soloist = createSoloist();
		expect(new Set(asked.map(({ work }) => work)).size).toBeGreaterThan(3);
		for (const each of asked) {
			const read = player.readJob(travelled(asker.writeJob(each)));
			expect(read).toEqual(each);
			const here = await soloist.play(each.work, each.schedules, each.questions);
			const there = await createSoloist().play(read.work, read.schedules, read.questions);
			expect(asker.readAnswer(travelled(player.writeAnswer(there)), each.work.scenario)).toEqual(here);
		}
	});

	it.each([
		["a scenario that is none", { scenario: "nodes: {}" }, "the scenario:1:1"],
		["a fault that it has no place for", { schedules: [[strike("lose: e1.1/9!")]] }, "the fault 'lose: e1.1/9!'"],
		["a fault at a node that it hasn't", { schedules: [[strike("{ crash: elsewhere, at: 1s }")]] }, "elsewhere"],
		["a number that is none", { seed: "1" }, "seed: "],
		["more than is asked for at once", { schedules: Array.from({ length: 5_000 }, () => []) }, "schedules: "],
		["words that nobody knows", { shell: "true" }, "shell"],
	])("that is wrong is refused: %s", (_what, change, sentence) => {
		const [first] = asked;
		if (first === undefined) throw new Error("nothing was asked");
		const job = { ...new Wire().writeJob(first), ...change };
		expect(() => new Wire().readJob(travelled(job))).toThrow(sentence);
	});

	it.each([
		["an outcome that nobody has heard of", [{ ...ANSWER, outcomes: { "ok 3": 1 } }], "outcomes"],
		["no list", {}, "array"],
	])("an answer that is wrong is refused: %s", (_what, answer, sentence) => {
		const { scenario } = loadScenario("lost-reply", [], []);
		expect(() => new Wire().readAnswer(answer, scenario)).toThrow(sentence);
	});
});

const ANSWER = { broken: [], undecided: [], outcomes: {}, events: 3 };

function strike(fault: string): Record<string, unknown> {
	return { kind: "lose", point: "e1.1>", place: "request", after: 1, fault };
}
