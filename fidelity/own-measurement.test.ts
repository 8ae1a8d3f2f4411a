import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { evaluate } from "./evaluation.ts";
import { readMeasured } from "./measured.ts";
import { readOwnMeasurement } from "./own-measurement.ts";

const folder = mkdtempSync(join(tmpdir(), "roundtrip-measured-"));
afterAll(() => rmSync(folder, { recursive: true }));

function read(content: unknown) {
	const path = join(folder, "own.json");
	writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
	return readOwnMeasurement(path);
}

function problem(content: unknown): string {
	const result = read(content);
	return result.ok ? "" : result.problem.replace(/^.*own\.json: /, "");
}

describe("a measurement of one's own", () => {
	it("may be in the form of ours, and gives the same errors", () => {
		const ours = readMeasured().filter(({ group }) => group === "post");
		const result = read({ results: ours });
		expect(result.ok && evaluate(result.cases)).toEqual(evaluate(ours));
	});

	it("may say its times in a summary and count packets by other names", () => {
		const result = read({
			results: [
				{
					id: "home/get",
					net: { rtt: 20, down: 50_000_000, up: 10_000_000 },
					scenario: { kind: "get", size: 10_000 },
					totals: [45, 43],
					summary: { connect: { min: 20.4 }, total: { min: 43 } },
					wire: { up_pkts: 9, down_pkts: 11, up_bytes: 700, down_bytes: 10_800 },
				},
			],
		});
		expect(result).toMatchObject({
			ok: true,
			cases: [{ group: "home", fastest: { connect: 20.4, total: 43 }, wire: { upPackets: 9, downPackets: 11 } }],
		});
		expect(result.ok && evaluate(result.cases).withoutLoss[0]?.error).toBeLessThan(0.05);
	});

	it("says what it lacks, and where", () => {
		expect(problem("not JSON")).toMatch(/JSON/);
		expect(problem({ cases: [] })).toBe('has no cases; write { "results": [ … ] }');
		expect(problem({ results: [{}] })).toBe("case 1: has no id");
		expect(problem({ results: [{ id: "a" }] })).toBe("case 1: a has no net with its rtt in ms");
		expect(problem({ results: [{ id: "a", net: { rtt: 1 }, scenario: { kind: "get" }, totals: [] }] })).toBe(
			"case 1: a has no totals in ms",
		);
	});
});
