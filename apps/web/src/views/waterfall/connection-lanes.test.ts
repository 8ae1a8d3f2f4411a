import { describe, expect, test } from "vitest";
import { shopRun } from "../../testing/text-run.ts";
import { connectionLanes } from "./connection-lanes.ts";
import { laneSize } from "./lane-size.ts";
import { laneWords } from "./lane-words.ts";

describe("the lanes of a run", () => {
	test("are what waits, then each connection with its requests one after the other", () => {
		const lanes = connectionLanes(shopRun("rtt: 20ms", "phone: GET /page, times: 6"));
		expect(lanes.map(({ kind, bars, rows }) => [kind, bars.length, rows])).toEqual([
			["waiting", 4, 4],
			["connection", 3, 1],
			["connection", 3, 1],
		]);
		for (const { setUp } of lanes.slice(1)) expect(setUp.map(({ part }) => part)).toEqual(["connect"]);
	});

	test("of HTTP/2 are one, with its streams one below the other", () => {
		const lanes = connectionLanes(shopRun("rtt: 20ms, tls: 1.3, over: http/2", "phone: GET /page, times: 6"));
		const [lane] = lanes.filter(({ kind }) => kind === "connection");
		expect(lane?.rows).toBe(6);
		expect(lane && laneWords(lane)).toContain("carries 6 requests, up to 6 at the same time");
	});

	test("are never higher than a screen holds, however many streams they have", () => {
		expect(laneSize({ rows: 100, kind: "connection" }).height).toBeLessThan(300);
		expect(laneSize({ rows: 5_000, kind: "waiting" }).bar).toBeGreaterThanOrEqual(1);
	});
});
