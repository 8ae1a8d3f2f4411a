import { describe, expect, it } from "vitest";
import { readBeside } from "../../simulation/beside.ts";
import { simulate } from "../../simulation/simulate.ts";
import { galleryRun, galleryYaml } from "../../testing/gallery-run.ts";
import { createRun, type Run } from "../run.ts";
import { sideJudgement, sideSentence } from "./side-words.ts";
import { costsOf, leftOutWords, promisesOf } from "./two-runs.ts";

const KEY = [
	"nodes.phone.key=exchange",
	'routes.bank.POST /transfers=[{"once":"ledger"},{"query":"ledger","effect":"transfer","takes":"2ms"},{"reply":201,"size":"120B"}]',
];

async function besideRun(id: string, change: Parameters<typeof readBeside>[1], faults: readonly string[] = []) {
	const prepared = readBeside({ text: galleryYaml(id), faults, seed: 3 }, change);
	if (!prepared.ok) throw new Error(JSON.stringify(prepared));
	const result = await simulate(prepared.scenario, { seed: 3, faults: prepared.faults });
	if (!result.ok) throw new Error(result.problem);
	return createRun(result.trace);
}

const rowOf = (rows: ReturnType<typeof costsOf>, name: string) => rows.find((each) => each.name === name);

describe("another policy beside a run", () => {
	const original: Run = galleryRun("double-transfer");

	it("has the same faults and says in words what is different", async () => {
		const beside = await besideRun("double-transfer", { settings: KEY });
		expect(beside.trace.header.scenario.faults).toEqual(original.trace.header.scenario.faults);
		expect(beside.trace.header.seed).toBe(3);
		expect(sideSentence(original)).toBe("transfer happens twice, and the phone believes that it worked");
		expect(sideSentence(beside)).toBe("transfer happens once, and the phone believes that it worked");
		expect([sideJudgement(original), sideJudgement(beside)]).toEqual(["wrong", "right"]);
		expect(promisesOf(original, beside)).toEqual([expect.objectContaining({ original: "broken", beside: "kept" })]);
	});

	it("compares attempts and waiting", async () => {
		const beside = await besideRun("double-transfer", { settings: ["nodes.phone.retry.attempts=1"] });
		const costs = costsOf(original, beside);
		expect(rowOf(costs, "attempts")).toMatchObject({ original: "2", beside: "1", difference: "−1" });
		expect(rowOf(costs, "waiting for answers that didn't come")).toMatchObject({ difference: "the same" });
		expect(rowOf(costs, "waiting before the next try")?.beside).toMatch(/^0/);
		expect(sideSentence(beside)).toBe("transfer happens once, and the phone can't know");
		expect(sideJudgement(beside)).toBe("open");
	});

	it("strikes with faults that were added too", async () => {
		const beside = await besideRun("double-transfer", { settings: KEY }, ["lose: e1.2<"]);
		expect(beside.summary.messages.lost).toBe(2);
	});

	it("leaves out faults that have nothing to strike, and says so", async () => {
		const beside = await besideRun("double-transfer", { text: galleryYaml("first-request") });
		expect(leftOutWords(original, beside)).toMatch(/^1 fault can't strike beside.*lose: response/);
		expect(leftOutWords(original, original)).toBeUndefined();
	});

	it("says why changes can't be made", () => {
		const wrong = readBeside(
			{ text: galleryYaml("double-transfer"), faults: [] },
			{ settings: ["nodes.fone.timeout=1s"] },
		);
		expect(wrong).toMatchObject({ ok: false, where: "world", detail: expect.stringContaining("did you mean 'phone'") });
		const broken = readBeside({ text: galleryYaml("double-transfer"), faults: [] }, { text: "title: nothing" });
		expect(broken).toMatchObject({ ok: false, where: "scenario" });
	});
});
