import { checkReferences, parseScenario, printScenario } from "@roundtrip/model";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Analysis, analyse } from "../analysis.ts";
import { SHOP, TWO_AT_ONCE, TWO_IN_TURN } from "../testing/page-plays.ts";
import { playbook } from "../testing/playbook.ts";
import { randomRun } from "../testing/random-run.ts";
import { savingKinds } from "./registry.ts";
import { confirmSaving, savingsOf, worthwhile } from "./savings.ts";

/** What each saving is expected to bring, in round-trips and ms. */
function expected(analysis: Analysis): Readonly<Record<string, readonly [number, number]>> {
	return Object.fromEntries(
		savingsOf(analysis).map(({ name, expects: { roundTrips, timeNs } }) => [name, [roundTrips, timeNs / 1e6]]),
	);
}

const inTurn = analyse(playbook(TWO_IN_TURN, SHOP));

describe("what would save time", () => {
	test("on a page of two requests over one connection, all is there: turns, keys, address, windows, distance", () => {
		expect(expected(inTurn)).toEqual({
			"HTTP/2": [1, 100],
			"six connections": [1, 100],
			"TLS 1.3": [1, 100],
			resumption: [1, 100],
			"known address": [1, 20],
			"initial window 32": [1, 100],
			"half the distance": [0, 350],
		});
	});

	test("windows of HTTP/2 count for what was waited for at them, and 0-RTT for keys of TLS 1.3", () => {
		const scenario = SHOP.replace("tls: 1.2, dns: 20ms", "tls: 1.3, over: http/2");
		expect(expected(analyse(playbook(TWO_AT_ONCE, scenario)))).toEqual({
			"0-RTT": [1, 100],
			"browser's windows": [2, 200],
			"half the distance": [0, 250],
		});
	});

	test("connections for one request each spare their handshakes where they are kept", () => {
		const play = `
			0ms   phone begun e1.1 shop GET /page
			0ms   phone connecting e1.1 c1 shop
			100ms phone connected e1.1 c1 shop
			100ms phone sent e1.1> c1 shop 100B GET /page
			150ms shop  sent e1.1< c1 phone 60kB 200 OK
			200ms phone delivered e1.1< c1 shop
			200ms phone closed e1.1 c1 shop done
			200ms phone settled e1.1 ok 200 answered
			200ms phone begun e2.1 shop GET /page after e1
			200ms phone connecting e2.1 c2 shop
			300ms phone connected e2.1 c2 shop
			300ms phone sent e2.1> c2 shop 100B GET /page
			350ms shop  sent e2.1< c2 phone 60kB 200 OK
			400ms phone delivered e2.1< c2 shop
			400ms phone settled e2.1 ok 200 answered
		`;
		const scenario = SHOP.replace("tls: 1.2, dns: 20ms", "keep-alive: false").replace(
			"times: 2",
			"times: 2\n    one-by-one: true",
		);
		expect(expected(analyse(playbook(play, scenario)))).toMatchObject({ "keep-alive": [1, 100] });
	});

	test("where exchanges go on to begin, it is told of one of them in the mean", () => {
		const goesOn = SHOP.replace("times: 2", "times: 2\n    every: 1s");
		const savings = savingsOf(analyse(playbook(TWO_IN_TURN, goesOn)));
		expect(savings.find(({ name }) => name === "TLS 1.3")).toMatchObject({
			figure: "mean-latency",
			expects: { roundTrips: 0.5, timeNs: 50_000_000 },
		});
	});

	test("where somebody gave up, changes are there to be tried although nothing is known of what they save", () => {
		const play = `
			0ms   phone begun e1.1 shop GET /page
			0ms   phone connecting e1.1 c1 shop
			100ms phone connected e1.1 c1 shop
			100ms phone sent e1.1> c1 shop 100B GET /page
			1s    phone timed-out e1.1 1s
			1s    phone settled e1.1 unknown - timed-out
		`;
		const scenario = SHOP.replace("tls: 1.2, dns: 20ms", "over: http/2");
		expect(expected(analyse(playbook(play, scenario)))).toEqual({
			"browser's windows": [0, 0],
			"initial window 32": [0, 0],
			"half the distance": [0, 0],
		});
	});

	test("a run that waited for nothing has nothing to save", () => {
		expect(savingsOf(analyse(playbook("0ms phone begun e1.1 shop GET /page", SHOP)))).toEqual([]);
	});
});

describe("a second run", () => {
	const [first, ...others] = savingsOf(inTurn);

	test("says what was spared, of both figures, and how large a part that is", () => {
		const faster = TWO_IN_TURN.replaceAll("720ms", "620ms").replaceAll("670ms", "620ms");
		if (!first) throw new Error("the page above has savings");
		expect(confirmSaving(first, inTurn, analyse(playbook(faster, SHOP)))).toMatchObject({
			before: { untilSettledNs: 720_000_000, meanLatencyNs: 670_000_000, roundTrips: 8 },
			after: { untilSettledNs: 620_000_000, meanLatencyNs: 620_000_000, roundTrips: 8 },
			spared: { roundTrips: 0, timeNs: 100_000_000 },
			share: expect.closeTo(100 / 720, 9),
		});
	});

	test("that brings next to nothing, or less, or fails more often, is not told; the largest saving stands first", () => {
		const confirmed = [first, ...others].slice(0, 5).flatMap((saving, index) => {
			const [timeNs, share, roundTrips] =
				[
					[5, 0.05, 0],
					[9, 0.09, 0],
					[0.5, 0.005, 0],
					[-3, -0.03, 2],
				][index] ?? [];
			if (!saving || timeNs === undefined || share === undefined || roundTrips === undefined) return [];
			const run = { untilSettledNs: 0, meanLatencyNs: 0, roundTrips: 0, worked: 2 };
			const after = { ...run, worked: index === 4 ? 1 : 2 };
			return [{ saving, before: run, after, spared: { roundTrips, timeNs }, share }];
		});
		expect(worthwhile(confirmed).map(({ share }) => share)).toEqual([0.09, 0.05]);
	});
});

test("every kind of saving has a name of its own, and says what it does without a full stop", () => {
	expect(new Set(savingKinds.map(({ name }) => name)).size).toBe(savingKinds.length);
	for (const { words } of savingKinds) expect(words).not.toMatch(/[.!]$/);
});

test("of any run, no saving is below nothing, and its scenario is one that can be written and read", () => {
	fc.assert(
		fc.property(fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 60 }), (numbers) => {
			for (const { expects, scenario } of savingsOf(analyse(randomRun(numbers)))) {
				expect(Math.min(expects.roundTrips, expects.timeNs)).toBeGreaterThanOrEqual(0);
				expect(parseScenario(printScenario(scenario))).toMatchObject({ ok: true });
				expect(checkReferences(scenario)).toEqual([]);
			}
		}),
		{ seed: 10, numRuns: 50 },
	);
});
