import { describe, expect, test } from "vitest";
import { runOf } from "../fixture.ts";
import { onlyExchange } from "./only-exchange.ts";
import { sequenceModel } from "./sequence-model.ts";

describe("the model of a sequence diagram", () => {
	test("of one transfer: two connections, four messages, and what they set going", () => {
		const run = runOf();
		const model = sequenceModel(run);
		expect(model.nodes).toEqual(["phone", "bank", "ledger"]);
		expect(model.messages.map(({ from, to }) => `${from} -> ${to}`)).toEqual([
			"phone -> bank",
			"bank -> ledger",
			"ledger -> bank",
			"bank -> phone",
		]);
		expect(model.openings.map(({ from, to, refused }) => [from, to, refused])).toEqual([
			["phone", "bank", false],
			["bank", "ledger", false],
		]);
		expect(model.bars.map(({ kind, node }) => `${kind} ${node}`).sort()).toEqual([
			"busy bank",
			"busy ledger",
			"waits phone",
		]);
		expect(model.marks.map(({ text }) => text)).toEqual(["exchange 1", "transfer committed", "believes ok: 201"]);
	});

	test("shows a request that waits for the one worker, in the lane in which it is worked on then", () => {
		const model = sequenceModel(runOf({ traffic: "{ phone: POST /transfers, times: 2 }" }));
		const queued = model.bars.find(({ kind, node }) => kind === "queued" && node === "bank");
		const worked = model.bars.find(
			({ kind, node, exchange }) => kind === "busy" && node === "bank" && exchange === queued?.exchange,
		);
		expect(worked?.lane).toBe(queued?.lane);
		expect(worked?.fromSeq).toBe(queued?.toSeq);
	});

	test("shows for how long a node was down, and ends what it was doing", () => {
		const model = sequenceModel(runOf({ faults: "{ crash: bank, at: 151ms, restart-at: 300ms }" }));
		const down = model.bars.find(({ kind }) => kind === "down");
		const busy = model.bars.find(({ kind, node }) => kind === "busy" && node === "bank");
		expect(down?.node).toBe("bank");
		expect(busy?.toSeq).toBe(down?.fromSeq);
		expect(model.marks.map(({ text }) => text)).toContain("back up");
	});

	test("of one exchange only leaves out the others", () => {
		const whole = sequenceModel(runOf({ traffic: "{ phone: POST /transfers, times: 3 }" }));
		const second = onlyExchange(whole, 2);
		expect(new Set(second.messages.map(({ exchange }) => exchange))).toEqual(new Set([2]));
		expect(second.marks.every(({ exchange }) => exchange === 2)).toBe(true);
		expect(second.nodes).toEqual(["phone", "bank", "ledger"]);
	});
});
