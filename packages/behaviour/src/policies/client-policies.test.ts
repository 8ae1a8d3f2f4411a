import type { AttemptResult, RetrySpec } from "@roundtrip/model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BreakerSpec, createBreaker, type Leave } from "./breaker.ts";
import { createRetryBudget } from "./budget.ts";
import { createDeadline } from "./deadline.ts";
import { createHedge } from "./hedge.ts";
import { clientPolicies } from "./registry.ts";
import { type EndedAttempt, isRepeatable, nextTry } from "./retry.ts";
import { retryAfterNs } from "./retry-after.ts";

const S = 1_000_000_000;
const ns = fc.nat({ max: 3_600 * S });

describe("a deadline", () => {
	it("gives no try longer than what is left, and none when it is over", () => {
		fc.assert(
			fc.property(ns, ns, ns, ns, (beganNs, limitNs, laterNs, ownNs) => {
				const deadline = createDeadline(beganNs, limitNs);
				const nowNs = beganNs + laterNs;
				const givenNs = deadline.attemptNs(nowNs, ownNs);
				expect(givenNs).toBeLessThanOrEqual(ownNs);
				if (givenNs > 0) expect(nowNs + givenNs).toBeLessThanOrEqual(beganNs + limitNs);
				if (deadline.allows(nowNs, ownNs)) expect(nowNs + ownNs).toBeLessThan(deadline.atNs);
				else expect(nowNs + ownNs).toBeGreaterThanOrEqual(deadline.atNs);
			}),
			{ seed: 521 },
		);
	});
});

describe("a retry budget", () => {
	it("never lets more retries through than its reserve and its part of the first tries", () => {
		const spec = fc.record({
			percent: fc.nat({ max: 150 }),
			reserve: fc.nat({ max: 20 }),
			atMost: fc.nat({ max: 60 }),
		});
		const moves = fc.array(fc.boolean(), { maxLength: 300, size: "max" });
		fc.assert(
			fc.property(spec, moves, ({ percent, reserve, atMost }, steps) => {
				const budget = createRetryBudget({ percent, reserve: Math.min(reserve, atMost), atMost });
				let [requests, retries] = [0, 0];
				for (const isRequest of steps) {
					if (isRequest) requests++;
					if (isRequest) budget.request();
					else if (budget.spend()) retries++;
					expect(retries * 100).toBeLessThanOrEqual(Math.min(reserve, atMost) * 100 + requests * percent);
					expect(budget.leftHundredths).toBeGreaterThanOrEqual(0);
					expect(budget.leftHundredths).toBeLessThanOrEqual(atMost * 100);
				}
			}),
			{ seed: 522, numRuns: 300 },
		);
	});

	it("lets a fifth through where everything fails for long", () => {
		const budget = createRetryBudget();
		let retries = 0;
		for (let n = 0; n < 10_000; n++) {
			budget.request();
			if (budget.spend()) retries++;
		}
		expect(retries).toBe(2_010);
	});

	it("refuses figures that make no budget", () => {
		for (const spec of [{ percent: -1 }, { reserve: 0.5 }, { reserve: 200 }, { atMost: Number.NaN }])
			expect(() => createRetryBudget({ percent: 20, reserve: 10, atMost: 100, ...spec })).toThrow(RangeError);
	});
});

describe("a breaker", () => {
	const spec: fc.Arbitrary<BreakerSpec> = fc
		.record({
			failures: fc.integer({ min: 1, max: 4 }),
			more: fc.nat({ max: 4 }),
			openNs: fc.integer({ min: 1, max: 20 }),
			probes: fc.integer({ min: 1, max: 3 }),
		})
		.map(({ failures, more, openNs, probes }) => ({ failures, of: failures + more, openNs, probes }));
	const moves = fc.array(
		fc.tuple(fc.constantFrom("ask", "ask", "good", "bad", "bad", "back", "wait"), fc.nat({ max: 9 })),
		{ maxLength: 200, size: "max" },
	);

	it("lets nothing through while it is open, and no more than its probes before they have gone well", () => {
		fc.assert(
			fc.property(spec, moves, (figures, steps) => {
				const breaker = createBreaker(figures);
				const out: Leave[] = [];
				let nowNs = 0;
				let openedAtNs = Number.NEGATIVE_INFINITY;
				for (const [kind, at] of steps) {
					const before = breaker.state;
					const [leave] = kind === "ask" || kind === "wait" ? [] : out.splice(at % Math.max(1, out.length), 1);
					if (kind === "wait") nowNs += at;
					else if (kind === "ask") {
						const answer = breaker.ask(nowNs);
						if ("leave" in answer) {
							out.push(answer.leave);
							expect(nowNs).toBeGreaterThanOrEqual(openedAtNs + figures.openNs);
							expect(answer.leave.kind).toBe(before === "closed" ? "call" : "probe");
						} else expect(before === "closed").toBe(false);
					} else if (leave !== undefined && kind === "back") breaker.giveBack(leave);
					else if (leave !== undefined) breaker.tell(leave, kind === "good", nowNs);
					if (before !== "open" && breaker.state === "open") openedAtNs = nowNs;
					const probing = out.filter((each) => each.kind === "probe" && each.era === out.at(-1)?.era);
					if (breaker.state === "half-open") expect(probing.length).toBeLessThanOrEqual(figures.probes);
				}
			}),
			{ seed: 523, numRuns: 1_000 },
		);
	});

	it("opens at its count of failures, tries out after its time, and closes when all probes have gone well", () => {
		const breaker = createBreaker({ failures: 2, of: 3, openNs: 10, probes: 2 });
		const call = (isGood: boolean, nowNs: number): string => {
			const answer = breaker.ask(nowNs);
			if ("leave" in answer) breaker.tell(answer.leave, isGood, nowNs);
			return breaker.state;
		};
		const calls = [call(false, 0), call(true, 0), call(true, 0), call(false, 0), call(false, 0)];
		expect(calls).toEqual(["closed", "closed", "closed", "closed", "open"]);
		expect(breaker.ask(9)).toEqual({ refusedUntilNs: 10 });
		expect([call(true, 10), call(true, 10)]).toEqual(["half-open", "closed"]);
	});

	it("doesn't listen to calls from before it opened", () => {
		const breaker = createBreaker({ failures: 1, of: 1, openNs: 10, probes: 1 });
		const [early, late] = [breaker.ask(0), breaker.ask(0)];
		if (!("leave" in early && "leave" in late)) throw new Error("it is closed");
		breaker.tell(early.leave, false, 0);
		breaker.tell(late.leave, true, 1);
		expect(breaker.state).toBe("open");
		const probe = breaker.ask(10);
		breaker.tell(late.leave, true, 10);
		expect(breaker.state).toBe("half-open");
		if ("leave" in probe) breaker.tell(probe.leave, false, 11);
		expect(breaker.ask(12)).toEqual({ refusedUntilNs: 21 });
	});
});

describe("a hedge", () => {
	it("waits among the times that were seen, and sends no more copies than allowed", () => {
		const times = fc.array(fc.integer({ min: 1, max: 10 * S }), { minLength: 20, maxLength: 250, size: "max" });
		fc.assert(
			fc.property(times, fc.integer({ min: 1, max: 99 }), fc.nat({ max: 3 }), (durations, percentile, copies) => {
				const hedge = createHedge({ afterNs: 1, percentile, copies });
				for (const durationNs of durations) hedge.took(durationNs);
				const recent = durations.slice(-100);
				for (let number = 1; number <= 5; number++) {
					const waitNs = hedge.waitNs(number);
					expect(waitNs === undefined).toBe(number > copies);
					if (waitNs !== undefined) expect(recent).toContain(waitNs / number);
				}
				const fewer = recent.filter((durationNs) => durationNs <= (hedge.waitNs(1) ?? 10 * S)).length;
				expect(fewer * 100).toBeGreaterThanOrEqual(recent.length * percentile);
			}),
			{ seed: 524, numRuns: 300 },
		);
	});

	it("goes by what it was told until it has seen enough", () => {
		const hedge = createHedge({ afterNs: 5, percentile: 95, copies: 1 });
		for (let n = 0; n < 19; n++) hedge.took(1);
		expect(hedge.waitNs(1)).toBe(5);
		hedge.took(1);
		expect(hedge.waitNs(1)).toBe(1);
	});
});

describe("another try", () => {
	const result: fc.Arbitrary<AttemptResult> = fc.oneof(
		fc
			.constantFrom<AttemptResult["how"][]>("refused", "reset", "timed-out", "not-sent")
			.map((how) => ({ how }) as AttemptResult),
		fc.integer({ min: 200, max: 599 }).map((status) => ({ how: "answered", status }) as const),
	);
	const ended: fc.Arbitrary<EndedAttempt> = fc.record({
		...{ attempt: fc.integer({ min: 1, max: 12 }), result, hasKey: fc.boolean(), leftNs: ns },
		method: fc.constantFrom("GET", "HEAD", "PUT", "DELETE", "POST", "PATCH", "CONNECT", "get"),
		retryAfterNs: fc.option(ns, { nil: undefined }),
	});
	const policy: fc.Arbitrary<RetrySpec> = fc
		.tuple(fc.integer({ min: 1, max: 10 }), ns, ns, fc.boolean())
		.map(([attempts, one, other, hasJitter]) => ({
			...{ attempts, jitter: hasJitter ? "full" : "none" },
			backoff: { baseNs: Math.min(one, other), capNs: Math.max(one, other) },
		}));

	it("is never of what isn't repeatable, never too many, never too late, and never before the server wants it", () => {
		fc.assert(
			fc.property(policy, ended, fc.nat(), (spec, attempt, drawn) => {
				const next = nextTry(spec, attempt, () => ({ below: (n) => drawn % n }));
				if (next.does === "stop") return;
				expect(isRepeatable(attempt.method, attempt.hasKey)).toBe(true);
				expect(attempt.attempt).toBeLessThan(spec.attempts);
				expect(next.waitNs).toBeLessThan(attempt.leftNs);
				expect(next.waitNs).toBeGreaterThanOrEqual(attempt.retryAfterNs ?? 0);
			}),
			{ seed: 525, numRuns: 2_000 },
		);
	});

	const usual: RetrySpec = { attempts: 3, backoff: { baseNs: S, capNs: S }, jitter: "none" };
	const get: EndedAttempt = {
		...{ attempt: 1, result: { how: "reset" }, method: "GET", hasKey: false, retryAfterNs: undefined, leftNs: 60 * S },
	};

	it.each<[string, Partial<EndedAttempt>, string]>([
		["a GET whose connection broke", {}, "wait"],
		["a POST without a key", { method: "POST" }, "not-repeatable"],
		["a POST with one", { method: "POST", hasKey: true }, "wait"],
		["the last try", { attempt: 3 }, "attempts"],
		["too little time", { leftNs: S }, "deadline"],
		["a server that wants more time than there is", { retryAfterNs: 61 * S }, "deadline"],
		["an answer", { result: { how: "answered", status: 404 } }, "settled"],
		["an error of the server", { result: { how: "answered", status: 500 } }, "settled"],
		["a server that has too much to do", { result: { how: "answered", status: 503 } }, "wait"],
		["too many requests", { result: { how: "answered", status: 429 } }, "wait"],
		[
			"a key in flight",
			{ method: "POST", hasKey: true, result: { how: "answered", status: 409 }, retryAfterNs: S },
			"wait",
		],
		[
			"a key whose outcome is not known",
			{ method: "POST", hasKey: true, result: { how: "answered", status: 409 } },
			"settled",
		],
	])("after %s: %j → %s", (_, over, expected) => {
		const next = nextTry(usual, { ...get, ...over }, () => expect.fail("no jitter"));
		expect(next.does === "wait" ? "wait" : next.why).toBe(expected);
	});
});

describe("Retry-After", () => {
	const nowMs = Date.UTC(2026, 10, 21, 12, 0, 0);

	it.each<[string | null, number | undefined]>([
		["0", 0],
		[" 120 ", 120],
		["999999999", 86_400],
		["Sat, 21 Nov 2026 12:00:07 GMT", 7],
		["Sat, 21 Nov 2026 11:00:00 GMT", 0],
		["Sat, 21 Nov 2037 12:00:07 GMT", 86_400],
		["-1", undefined],
		["1.5", undefined],
		["soon", undefined],
		["", undefined],
		[null, undefined],
	])("%j is %s seconds", (value, seconds) => {
		expect(retryAfterNs(value, nowMs)).toBe(seconds === undefined ? undefined : seconds * S);
	});
});

describe("the policies of a client", () => {
	it("say what they decide, what they take, and what always holds", () => {
		expect(clientPolicies.map(({ name }) => name)).toEqual(["deadline", "breaker", "hedge", "retry", "budget"]);
		for (const { sentence, law, source, parameters } of clientPolicies) {
			for (const text of [sentence, law, ...parameters.map((each) => each.sentence)]) expect(text).toMatch(/^.+\.$/s);
			expect(source.length).toBeGreaterThan(10);
		}
	});
});
