import { describe, expect, test } from "vitest";
import { ALL_WELL, REPLY_LOST, WAITING_IN_LINE } from "../testing/bank-plays.ts";
import { SHOP, TWO_IN_TURN } from "../testing/page-plays.ts";
import { BANK, playbook } from "../testing/playbook.ts";
import { compareTraces } from "./compare.ts";
import { relativeError } from "./relative-error.ts";

describe("two runs of one scenario", () => {
	const slower = ALL_WELL.replaceAll("204.4ms", "214.4ms");

	test("that differ in times only have the same shape, and an error for each figure", () => {
		const comparison = compareTraces(playbook(ALL_WELL), playbook(slower, BANK, "real"));
		expect(comparison).toMatchObject({ names: { a: "simulated", b: "real" }, sameShape: true, differences: [] });
		expect(comparison.exchanges).toEqual([
			{ exchange: 1, aNs: 204_400_000, bNs: 214_400_000, error: expect.closeTo(10 / 214.4, 12) },
		]);
		expect(comparison.medianLatencyError).toBeCloseTo(0.0466, 4);
		const figures = new Map(comparison.figures.map((figure) => [figure.name, figure]));
		expect(figures.get("latency, median")).toMatchObject({ a: 204_400_000, b: 214_400_000, unit: "ns" });
		expect(figures.get("mean time on the network")).toMatchObject({ a: 100_400_000, b: 110_400_000 });
		expect(figures.get("mean time opening a connection")?.error).toBe(0);
		expect(figures.get("messages")).toMatchObject({ a: 4, b: 4, error: 0, unit: "count" });
		expect(figures.has("mean time between attempts")).toBe(false);
	});

	test("may know of windows and packets or not; keys and addresses they have to have in common", () => {
		const known = playbook(TWO_IN_TURN, SHOP);
		const lines = TWO_IN_TURN.split("\n");
		const unseen = lines
			.filter((line) => !line.includes("packet"))
			.join("\n")
			.replace(" congestion-window=2", "");
		expect(compareTraces(known, playbook(unseen, SHOP, "real"))).toMatchObject({ sameShape: true, differences: [] });
		const resumed = TWO_IN_TURN.replace("1.2 full 2", "1.2 resumed 1");
		expect(compareTraces(known, playbook(resumed, SHOP, "real")).differences).toEqual([
			"attempt e1.1 agrees on TLS 1.2, full, in 2 round-trips in the simulated run, agrees on TLS 1.2, resumed, in 1 round-trip in the real run",
			"exchange 1 needs 5 round-trips in the simulated run, needs 4 round-trips in the real run",
		]);
		const kept = lines.filter((line) => !line.includes("resolv")).join("\n");
		expect(compareTraces(known, playbook(kept, SHOP, "real")).differences[0]).toBe(
			"attempt e1.1 asks for the address in the simulated run, knows the address in the real run",
		);
	});

	test("are put side by side message by message", () => {
		const { messages } = compareTraces(playbook(ALL_WELL), playbook(slower));
		expect(messages.at(-1)).toEqual({
			message: "e1.1<",
			a: { sentAt: 154_100_000, deliveredAt: 204_400_000, size: 330 },
			b: { sentAt: 154_100_000, deliveredAt: 214_400_000, size: 330 },
		});
	});

	test("of different shape say in words what differs", () => {
		const { sameShape, differences, onlyInA, onlyInB } = compareTraces(playbook(ALL_WELL), playbook(REPLY_LOST));
		expect(sameShape).toBe(false);
		expect(differences).toEqual([
			"exchange 1 takes 1 attempt in the first run, takes 2 attempts in the second run",
			"attempt e1.1 is answered 201 in the first run, times out in the second run",
			"exchange 1 has its effect 1 time in the first run, has its effect 2 times in the second run",
			"exchange 1 needs 2 round-trips in the first run, needs 4 round-trips in the second run",
			"exchange 1 needs 2 round-trips behind the server in the first run, needs 3 round-trips behind the server in the second run",
			"message e1.1< arrives in the first run, is lost in the second run",
			"4 messages only in the second run: e1.2>, e1.2/1>, e1.2/1<, e1.2<",
		]);
		expect([onlyInA.length, onlyInB.length]).toEqual([0, 4]);
	});

	test("of which one has an exchange more compare what both have", () => {
		const [first = ""] = WAITING_IN_LINE.split("\n").filter((line) => line.includes("e1.1 bank"));
		const { differences, exchanges } = compareTraces(playbook(WAITING_IN_LINE), playbook(first));
		expect(differences).toContain("1 exchange only in the first run: 2");
		expect(differences).toContain(
			"attempt e1.1 is answered 200 in the first run, still waits at the end in the second run",
		);
		expect(exchanges).toEqual([]);
	});

	test("with many differences tell fifty and count the rest", () => {
		const many = Array.from({ length: 80 }, (_, index) => `0ms phone begun e${index + 1}.1 bank GET /balance`).join(
			"\n",
		);
		const { differences } = compareTraces(playbook(many), playbook(many.replaceAll("/balance", "/other")));
		expect(differences).toHaveLength(51);
		expect(differences.at(-1)).toBe("and 30 more differences");
	});
});

test("the error is a share of the reference; without a reference all of it is error", () => {
	expect(relativeError(102, 100)).toBe(0.02);
	expect(relativeError(50, 100)).toBe(0.5);
	expect(relativeError(0, 0)).toBe(0);
	expect(relativeError(3, 0)).toBe(1);
});
