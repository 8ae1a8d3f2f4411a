import { PLAIN_LINK, readTrace, traceLines } from "@roundtrip/model";
import { describe, expect, it } from "vitest";
import { simulate } from "./run.ts";
import { played, scenarioOf, setting, story } from "./testing/play.ts";

/** Chance in everything that can have some. */
const RANDOM = setting({
	...{ phone: "retry: { attempts: 3, backoff: 10ms..1s, jitter: full }, timeout: 350ms", bank: "workers: 1" },
	...{
		traffic: "{ phone: POST /, rate: 20/s, for: 2s }",
		route: "{ work: exponential 80ms }, { query: ledger, takes: 1ms..9ms }, { reply: 200 }",
	},
});

/** No chance anywhere, and somebody who waits. */
const FIXED = setting({
	...{ phone: "retry: { attempts: 3, backoff: 10ms..1s, jitter: none }, timeout: 350ms", bank: "workers: 1" },
	...{
		traffic: "{ phone: POST /, times: 20, every: 50ms }",
		route: "{ work: 80ms }, { query: ledger }, { reply: 200 }",
	},
});

describe("a run", () => {
	it("is the same to the byte for the same seed, and another for another", () => {
		const lines = (seed: number): string => [...traceLines(played(RANDOM, { seed }))].join("");
		expect(lines(1)).toBe(lines(1));
		expect(story(played(RANDOM, { seed: 1 }))).not.toEqual(story(played(RANDOM, { seed: 2 })));
	});

	it("has the seed of its scenario, unless it is given another, and names the one it had", () => {
		expect(played({ ...RANDOM, seed: 5 }).header.seed).toBe(5);
		const other = played(RANDOM, { seed: 6 });
		expect([other.header.seed, other.header.scenario.seed]).toEqual([6, 6]);
		expect(story(other)).toEqual(story(played({ ...RANDOM, seed: 6 })));
	});

	it("is the same for every seed where nothing is left to chance", () => {
		expect(story(played(FIXED, { seed: 1 }))).toEqual(story(played(FIXED, { seed: 2 })));
	});

	it("takes faults beside those of its scenario, and its header tells them", () => {
		const trace = played(setting({ faults: "{ delay: request, on: phone -> bank, by: 5ms }" }), {
			faults: [{ lose: "e1.1<", nth: 1 }],
		});
		expect(trace.header.scenario.faults).toHaveLength(2);
		expect([...trace.events()].flatMap((event) => (event.kind === "lost" ? [event.data] : []))).toEqual([
			{ to: "phone", where: 0.5, why: "fault", fault: 1 },
		]);
	});

	it("is read back from its file as it was", async () => {
		const trace = played(RANDOM);
		const read = await readTrace(traceLines(trace));
		expect(read.ok && [...read.trace.events()]).toEqual([...trace.events()]);
		expect(read.ok && read.trace.header).toEqual(trace.header);
	});

	it("keeps the bytes of messages where there are few, or as it is told", () => {
		const heads = (keepBytes?: boolean): number =>
			[...played(FIXED, keepBytes === undefined ? {} : { keepBytes }).events()].filter(
				(event) => event.kind === "sent" && event.data.head !== undefined,
			).length;
		expect(heads()).toBeGreaterThan(0);
		expect(heads(true)).toBe(heads());
		expect(heads(false)).toBe(0);
		const many = played(setting({ traffic: "{ phone: POST /, times: 2001 }" }));
		expect([...many.events()].some((event) => event.kind === "sent" && event.data.head !== undefined)).toBe(false);
	});

	it("of a scenario without traffic has crashes, and nothing else", () => {
		const scenario = scenarioOf(
			"roundtrip: 1\ntitle: T\nnodes: { s: { is: server } }\ntraffic: []\nfaults: [{ crash: s, at: 1s, restart-at: 2s }]\n",
		);
		expect(story(played(scenario))).toEqual(["1000 s crashed", "2000 s restarted"]);
	});
});

describe("chance belongs to whoever has it", () => {
	it("a client more in the same file changes nobody else's arrivals, waits or ways", () => {
		const local = { ...FIXED, traffic: RANDOM.traffic };
		const nodes = {
			...local.nodes,
			tablet: {
				is: "client",
				timeout: 1e9,
				retry: { attempts: 1, backoff: { baseNs: 0, capNs: 0 }, jitter: "none" },
				connections: 1,
			},
			shop: { is: "server", workers: 1, queue: 9, timeout: 1e9, connections: 1 },
		} as const;
		const crowded = {
			...local,
			nodes,
			links: { "tablet -> shop": { rtt: 3e6, ...PLAIN_LINK }, ...local.links },
			routes: { ...local.routes, shop: { "GET /": [{ reply: 200 }] } },
			traffic: [
				{
					from: "tablet",
					request: "GET /",
					at: 0,
					rate: 72_000,
					for: 3e9,
					times: 1,
					"one-by-one": false,
					arrivals: "random",
				},
				...local.traffic,
			],
		} as const;
		// Exchanges are numbered through the whole run; here by their order among the locals.
		const ofLocals = (lines: readonly string[]): readonly string[] => {
			const numbers = new Map<string, number>();
			return lines
				.filter((line) => / (phone|bank|ledger) /.test(line))
				.map((line) =>
					line.replace(
						/\be(\d+)\./,
						(_, number: string) => `#${numbers.get(number) ?? numbers.set(number, numbers.size + 1).size}.`,
					),
				);
		};
		expect(ofLocals(story(played(crowded)))).toEqual(ofLocals(story(played(local))));
	});
});

describe("a run that could not end is refused, with what to do:", () => {
	it.each([
		[
			"in turn for a thousand days",
			{
				phone: "timeout: 24h",
				route: "{ work: 24h }, { reply: 200 }",
				traffic: "{ phone: POST /, times: 1000, one-by-one: true }",
			},
		],
		[
			"at a bit a second",
			{
				phone: "timeout: 24h",
				near: "rtt: 1ms, rate: 1bit/s, detail: messages",
				route: "{ reply: 200, size: 1GB }".replace("1GB", "1000MB"),
			},
		],
		["begun once a day", { traffic: "{ phone: POST /, times: 100000, every: 24h }" }],
	])("%s", (_, parts) => {
		expect(simulate(setting(parts))).toEqual({
			ok: false,
			problem: "the run lasts longer than 31 days; give it less traffic, or shorter work",
		});
	});

	it("with more events than can be kept", () => {
		const scenario = setting({ traffic: "{ phone: POST /, times: 20000 }" });
		expect(simulate(scenario, { maxEvents: 30_000 })).toEqual({
			ok: false,
			problem: "the run has more than 30000 events; give it less traffic, or fewer attempts",
		});
	});
});

describe("many who wait are no burden", () => {
	it("five thousand at one door, who all give up at once", () => {
		const parts = {
			phone: "connections: 1, timeout: 1s",
			route: "{ work: 10s }, { reply: 200 }",
			traffic: "{ phone: POST /, times: 5000 }",
		};
		const settled = story(played(setting(parts)), /settled/);
		expect(settled).toHaveLength(5_000);
		expect(settled.filter((line) => line.endsWith("failed, not-sent"))).toHaveLength(4_999);
	});

	it("five thousand in one queue", () => {
		const parts = {
			phone: "connections: 1000, timeout: 24h",
			bank: "workers: 1, queue: 1000000",
			near: "rtt: 0ms",
			route: "{ work: 1us }, { reply: 200 }",
			traffic: "{ phone: POST /, times: 5000 }",
		};
		expect(story(played(setting(parts)), /settled .* ok/)).toHaveLength(5_000);
	});
});
