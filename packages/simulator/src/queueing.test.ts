import type { Trace } from "@roundtrip/model";
import { describe, expect, it } from "vitest";
import { played, type Setting, setting } from "./testing/play.ts";

/** Between the arrival of each request at the bank and its reply, in ms. The first hundred, who find it empty, don't count. */
function staysMs(trace: Trace): readonly number[] {
	const arrived = new Map<string, number>();
	const stays = [...trace.events()].flatMap((event) => {
		if (event.node !== "bank" || !("call" in event)) return [];
		if (event.kind === "delivered") arrived.set(event.call, event.at);
		return event.kind === "replied" ? [(event.at - (arrived.get(event.call) ?? 0)) / 1e6] : [];
	});
	return stays.slice(100);
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Random arrivals at a rate, on as many connections as it takes, at a bank that is no distance away. */
function bank(parts: {
	readonly perSecond: number;
	readonly workers: number;
	readonly work: string;
	readonly queue?: number;
}): Setting {
	return {
		...{ near: "rtt: 0ms", phone: "connections: 1000, timeout: 1h" },
		bank: `workers: ${parts.workers}, queue: ${parts.queue ?? 1_000_000}`,
		traffic: `{ phone: POST /, rate: ${parts.perSecond}/s, for: ${Math.round(8_000 / parts.perSecond)}s }`,
		route: `{ work: ${parts.work} }, { reply: 200 }`,
		seed: 7,
	};
}

/**
 * Queues of which the mean is known (Kleinrock, Queueing Systems, vol. 1). 8,000 exchanges of a fixed seed: the spread of
 * such a mean is about 3 %, and 10 % are allowed.
 */
describe("the mean time at a bank with random arrivals is what theory says:", () => {
	it.each([
		["M/M/1, half busy: 1/(mu - lambda)", { perSecond: 50, workers: 1, work: "exponential 10ms" }, 20],
		["M/M/1, a quarter busy", { perSecond: 25, workers: 1, work: "exponential 10ms" }, 1_000 / 75],
		["M/D/1, half busy: half the wait of M/M/1", { perSecond: 50, workers: 1, work: "10ms" }, 10 + 5],
		[
			"M/U/1: the wait grows with the variance of the work",
			{ perSecond: 50, workers: 1, work: "0ms..20ms" },
			10 + 5 * (1 + 1 / 3),
		],
		[
			"M/M/2, half busy: a third have to wait (Erlang C)",
			{ perSecond: 100, workers: 2, work: "exponential 10ms" },
			10 + 10 / 3,
		],
		["M/M/∞: nobody waits", { perSecond: 100, workers: 1_000, work: "exponential 10ms" }, 10],
	])("%s", (_, parts, expectedMs) => {
		const actualMs = mean(staysMs(played(setting(bank(parts)))));
		expect(Math.abs(actualMs / expectedMs - 1)).toBeLessThan(0.1);
	});

	it("M/M/1/K, as much asked as can be done: one in K + 1 is refused", () => {
		const trace = played(setting(bank({ perSecond: 100, workers: 1, work: "exponential 10ms", queue: 3 })));
		const statuses = [...trace.events()].flatMap((event) => (event.kind === "settled" ? [event.data.status] : []));
		const refused = statuses.filter((status) => status === 503).length / statuses.length;
		expect(Math.abs(refused - 1 / 5)).toBeLessThan(0.02);
	});
});

describe("how many there are is how often they come times how long they stay (Little's law)", () => {
	it("exactly, over a run that begins and ends empty", () => {
		const trace = played(setting(bank({ perSecond: 80, workers: 1, work: "exponential 10ms" })));
		let [present, lastNs, presentNs, count, stayNs] = [0, 0, 0, 0, 0];
		for (const event of trace.events()) {
			const isArrival = event.kind === "delivered" && event.node === "bank";
			if (!isArrival && event.kind !== "replied") continue;
			presentNs += present * (event.at - lastNs);
			lastNs = event.at;
			present += isArrival ? 1 : -1;
			stayNs += isArrival ? -event.at : event.at;
			if (isArrival) count++;
		}
		expect(present).toBe(0);
		expect(count).toBeGreaterThan(7_000);
		expect(presentNs).toBe(stayNs);
	});
});
