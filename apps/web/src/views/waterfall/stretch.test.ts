import { describe, expect, test } from "vitest";
import { answeredStretches, failedStretches } from "./stretch.ts";

describe("the stretches of a call that was answered", () => {
	test("tell the way there from the way back", () => {
		const parts = (["connect", "network", "queue", "work", "network"] as const).map((part, at) => ({
			part,
			startAt: at * 10,
			endAt: at * 10 + 10,
		}));
		expect(answeredStretches(parts).map(({ part }) => part)).toEqual([
			"connect",
			"request",
			"queue",
			"work",
			"response",
		]);
	});
});

describe("the stretches of a call that got no answer", () => {
	test("show how far it came, and then the waiting for nothing", () => {
		const flight = { sentAt: 100, deliveredAt: 150 };
		const stretches = failedStretches({
			startAt: 0,
			endAt: 1_000,
			connects: [{ startAt: 0, endAt: 100 }],
			request: flight,
			response: { sentAt: 160, lost: { at: 185 } },
		});
		expect(stretches).toEqual([
			{ part: "connect", startAt: 0, endAt: 100 },
			{ part: "request", startAt: 100, endAt: 150 },
			{ part: "work", startAt: 150, endAt: 160 },
			{ part: "response", startAt: 160, endAt: 185 },
			{ part: "timeout", startAt: 185, endAt: 1_000 },
		]);
	});

	test("never reach beyond its end, and leave no gap", () => {
		const stretches = failedStretches({
			startAt: 50,
			endAt: 200,
			connects: [],
			request: { sentAt: 120, deliveredAt: 400 },
			response: { sentAt: 410, deliveredAt: 600 },
		});
		expect(stretches).toEqual([
			{ part: "connection", startAt: 50, endAt: 120 },
			{ part: "request", startAt: 120, endAt: 200 },
		]);
	});

	test("are the waiting alone where nobody answers a try to connect", () => {
		const stretches = failedStretches({
			startAt: 0,
			endAt: 800,
			connects: [{ startAt: 0 }],
			request: undefined,
			response: undefined,
		});
		expect(stretches).toEqual([{ part: "timeout", startAt: 0, endAt: 800 }]);
	});
});
