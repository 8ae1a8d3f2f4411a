import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ConfirmedSaving, CriticalPath } from "@roundtrip/analysis";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { roundtrip } from "../testing/recorder.ts";

let folder = "";
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "roundtrip-savings-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A page of several requests over one connection to a shop far away. */
function page(link = "{ rtt: 100ms, tls: 1.2, dns: 20ms }", traffic = "times: 3"): string {
	const path = join(folder, "page.yaml");
	writeFileSync(
		path,
		`roundtrip: 1
title: A page
nodes:
  phone: { is: client, connections: 1 }
  shop: { is: server, workers: 8 }
links:
  phone -> shop: ${link}
routes:
  shop:
    GET /page: [ { reply: 200, size: 1kB } ]
traffic:
  - { phone: GET /page, ${traffic} }
`,
	);
	return path;
}

interface Report {
	readonly criticalPath: CriticalPath;
	readonly savings?: readonly ConfirmedSaving[];
	readonly savingsSkipped?: string;
}

async function report(...args: readonly string[]): Promise<Report> {
	const { out } = await roundtrip("run", ...args, "--json");
	return JSON.parse(out) as Report;
}

describe("what decided when a run was over", () => {
	it("is told step by step, with the round-trips by their reasons", async () => {
		const { out } = await roundtrip("run", page());
		expect(out).toContain("Round-trips: 7 (address 1, connect 1, TLS 2, request 3)");
		expect(out).toContain("Critical path: 620 ms, 7 round-trips (address 1, connect 1, TLS 2, request 3)");
		expect(out).toMatch(/0\.00 ms +20\.0 ms +e1\.1 +phone asks for the address of shop\n/);
		expect(out).toMatch(/120 ms +200 ms +e1\.1 +phone and shop agree on keys: TLS 1\.2, 2 round-trips\n/);
	});

	it("leaves no line wider than the terminal", async () => {
		const { out } = await roundtrip("run", page());
		const widest = Math.max(...out.split("\n").map((line) => line.length));
		expect(widest).toBeLessThanOrEqual(100);
	});
});

describe("what would save time", () => {
	it("is confirmed by a second run, and told with the prediction beside it, the most first", async () => {
		const { savings = [] } = await report(page());
		expect(savings.map(({ saving }) => saving.name)).toEqual(
			expect.arrayContaining(["HTTP/2", "TLS 1.3", "known address"]),
		);
		const shares = savings.map(({ share }) => share);
		expect(shares).toEqual(shares.toSorted((a, b) => b - a));
		for (const { saving, spared } of savings) {
			expect(Math.abs(spared.timeNs - saving.expects.timeNs), saving.name).toBeLessThan(10_000_000);
		}
	});

	it("is of an exchange in the mean where exchanges go on to begin", async () => {
		const { out } = await roundtrip("run", page("{ rtt: 100ms, tls: 1.2 }", "times: 3, every: 1s"));
		expect(out).toContain("What would save time in the mean (each confirmed by a second run)");
	});

	it("is not looked for in a large run unless somebody asks", async () => {
		const large = page("{ rtt: 1ms, tls: 1.2 }", "times: 2001");
		const unasked = await report(large);
		expect(unasked.savings).toBeUndefined();
		expect(unasked.savingsSkipped).toContain("more than 2,000 exchanges; --savings");
		expect((await report(large, "--savings")).savings).not.toEqual([]);
		const { out } = await roundtrip("run", large);
		expect(out).toMatch(/link +reason +round-trips +an exchange +each took\n +phone -> shop +connect +1 /);
		expect(out).toMatch(/\n +total .*\n +mean /);
		expect(out).not.toContain("Critical path");
	}, 20_000);
});
