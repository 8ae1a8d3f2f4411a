import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readTrace } from "@roundtrip/model";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { roundtrip } from "../testing/recorder.ts";

let folder = "";
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "roundtrip-run-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function file(text: string): string {
	const path = join(folder, "scenario.yaml");
	writeFileSync(path, text);
	return path;
}

describe("roundtrip run", () => {
	it("prints the seed and the replay command first, then what happened", async () => {
		const { out, code } = await roundtrip("run", "first-request");
		const lines = out.split("\n");
		expect(lines[0]).toContain("The first request");
		expect(lines[1]).toContain("seed 1");
		expect(lines[2]).toContain("replay: npx roundtrip run first-request --seed 1");
		for (const part of ["Exchanges", "Round-trips", "connect", "request", "Latency", "Verdicts"])
			expect(out).toContain(part);
		expect(code).toBe(0);
	});

	it("ends with 1 where an expectation fails, and says why", async () => {
		const { out, code } = await roundtrip("run", "lost-reply");
		expect(out).toContain("fail");
		expect(out).toContain("2 times");
		expect(code).toBe(1);
	});

	it("says the same again for the same seed", async () => {
		const [first, second] = await Promise.all([roundtrip("run", "lost-reply"), roundtrip("run", "lost-reply")]);
		expect(second).toEqual(first);
	});

	it("changes the scenario with --set and adds to it with --fault, and the replay command says so", async () => {
		const { out, code } = await roundtrip(
			...["run", "lost-reply", "--set", "nodes.phone.retry.attempts=1", "--set", "expect=[{ effects: at-most-once }]"],
			...["--fault", "lose: e1.1>"],
		);
		expect(code).toBe(0);
		expect(out).toContain("--set nodes.phone.retry.attempts=1");
		expect(out).toContain("--fault 'lose: e1.1>'");
	});

	it("writes a trace that can be read back", async () => {
		const path = join(folder, "trace.ndjson");
		await roundtrip("run", "first-request", "--trace", path);
		const read = await readTrace([readFileSync(path)]);
		expect(read.ok && read.trace.header.scenario.title).toBe("The first request");
	});

	it("gives JSON with nothing else on stdout", async () => {
		const { out, err } = await roundtrip("run", "first-request", "--json");
		expect(JSON.parse(out)).toMatchObject({ world: "simulated", seed: 1, summary: { exchanges: 2 } });
		expect(err).toContain("replay: npx roundtrip run first-request");
	});

	it("gives a mermaid diagram", async () => {
		const { out } = await roundtrip("run", "first-request", "--format", "mermaid");
		expect(out.startsWith("sequenceDiagram")).toBe(true);
	});
});

describe("bad input to roundtrip run", () => {
	it("names file, line, column, and the nearest right word, and runs nothing", async () => {
		const good = readFileSync(new URL("../../../../scenarios/first-request.yaml", import.meta.url), "utf8");
		const path = file(good.replace("workers: 4", "wokers: 4"));
		expect(await roundtrip("run", path)).toEqual({
			out: "",
			err: `${path}:9:23: nodes.shop.wokers: unknown key 'wokers'; did you mean 'workers'?\n`,
			code: 2,
		});
	});

	it.each([
		[["run", "frist-request"], "did you mean 'first-request'?"],
		[["run", "."], "is a folder"],
		[["run", "first-request", "--set", "nodes.fone.timeout=1s"], "did you mean 'phone'?"],
		[["run", "first-request", "--set", "nodes.phone.timeout=1x"], "unknown unit 'x'"],
		[["run", "first-request", "--set", "nonsense"], "path=value"],
		[["run", "first-request", "--fault", "loose: e1.1<"], "did you mean 'lose'?"],
		[["run", "first-request", "--seed", "-3"], "whole number"],
		[["run", "first-request", "--sede", "3"], "--seed"],
		[["run", "first-request", "--format", "jsn"], "Allowed choices"],
		[["rum", "first-request"], "run"],
	])("%j is refused with exit 2", async (args, sentence) => {
		const { out, err, code } = await roundtrip(...args);
		expect(err).toContain(sentence);
		expect({ out, code }).toEqual({ out: "", code: 2 });
	});

	it("ends with 70 where the trace can't be written", async () => {
		const { err, code } = await roundtrip("run", "first-request", "--trace", join(folder, "no", "such", "folder"));
		expect(err).toContain("can't be written");
		expect(code).toBe(70);
	});
});

describe("verdicts on amounts", () => {
	const EXPECTED = "expect=[{ conserved: [sold] }, { read-your-writes: [sold] }, { monotonic-reads: [sold] }]";

	it.each([
		["simulated", []],
		["real", ["--real"]],
	] as const)("are read off the statements of a %s run", async (_, world) => {
		const { out, code } = await roundtrip("run", "lost-update", "--set", EXPECTED, ...world);
		expect(out).toContain("✕ fail     sold is conserved\n             the sum of sold was 0 and is 5");
		expect(out).toContain("✓ pass     a client that has changed sold reads its change");
		expect(out).toContain("✓ pass     no client reads an older sold than it has read before");
		expect(code).toBe(1);
	});

	it("that don't hold come with the events that prove it", async () => {
		const { out } = await roundtrip(
			"run",
			"lost-reply",
			"--set",
			"expect=[{ effects: exactly-once }, { retries-at-most: 0 }]",
		);
		expect(out).toMatch(
			/made transfer lasting 2 times\n +[\d.]+ m?s e1\.1\/1 {2}ledger committed transfer: it is lasting now\n/,
		);
		expect(out).toMatch(/1 retry, of 1 exchange\n +[\d.]+ m?s e1\.2 {2}phone tries again/);
	});
});
