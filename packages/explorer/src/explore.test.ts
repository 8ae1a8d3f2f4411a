import { clientView, verdictsOf } from "@roundtrip/analysis";
import { type Fault, parseFault, printFault } from "@roundtrip/model";
import { simulate } from "@roundtrip/simulator";
import { describe, expect, it } from "vitest";
import type { Exploration } from "./exploration.ts";
import { explore } from "./explore.ts";
import { createPlayer } from "./player.ts";
import { faultsOf, type Schedule } from "./schedule.ts";
import { bank, played } from "./testing/scenarios.ts";

const told = (schedule: Schedule): string => schedule.map(({ kind, point }) => `${kind} ${point}`).join(", ");

const KEPT = "{ once: ledger }, { query: ledger, effect: transfer, takes: 2ms }, { reply: 201, size: 200B }";

const rowsOf = ({ matrix }: Exploration): readonly string[] =>
	matrix.map(({ kinds, place = "", outcomes }) => `${kinds} ${place}: ${JSON.stringify(outcomes)}`);

describe("the double transfer", () => {
	it("is found: the answer is lost after the commit, and the phone tries again", async () => {
		const found = await explore(bank(), { faults: 1 });
		const [broken] = found.broken;
		expect(broken?.text).toBe("the effect of every exchange is made lasting exactly once");
		expect(broken?.smallest.map(told)).toContain("lose e1.1<");
		expect(rowsOf(found)).toContain('lose e1.1<: {"ok 2":1}');
		expect(found.unharmed).toMatchObject({ broken: [], outcomes: { "ok 1": 1 } });
	});

	it("is not there where nobody tries again, and then some transfers never happen", async () => {
		const found = await explore(bank({ phone: "timeout: 1s" }), { faults: 1 });
		expect(rowsOf(found)).toContain('lose e1.1<: {"unknown 1":1}');
		expect(rowsOf(found)).toContain('lose e1.1>: {"unknown 0":1}');
		expect(found.broken[0]?.smallest.map(told)).not.toContain("lose e1.1<");
	});

	it("takes nothing for broken that isn't", async () => {
		const found = await explore(
			bank({ phone: "timeout: 1s, key: exchange", route: KEPT, expect: "effects: at-most-once" }),
		);
		expect(found.broken).toEqual([]);
		expect(found.repairs).toEqual([]);
		expect(found.schedules).toBeGreaterThan(50);
		expect(found.isComplete).toBe(true);
	});
});

describe("a request that comes twice", () => {
	it("breaks a design without keys, though nobody tries again", async () => {
		const found = await explore(bank({ phone: "timeout: 1s", expect: "effects: at-most-once" }), { faults: 1 });
		expect(found.broken.flatMap(({ smallest }) => smallest.map(told))).toEqual(["duplicate e1.1>"]);
		expect(rowsOf(found)).toContain('duplicate e1.1>: {"ok 2":1}');
	});

	it("is nothing that its client sees", () => {
		const seen = (schedule: Schedule) => clientView(played(bank(), schedule), "phone");
		const fault: Fault = { duplicate: "e1.1>", times: 1, after: 0, nth: 1 };
		expect(seen([{ kind: "duplicate", point: "e1.1>", place: "", after: 0, fault }])).toEqual(seen([]));
	});

	it("comes to what its key knows", async () => {
		const found = await explore(
			bank({ phone: "timeout: 1s, key: exchange", route: KEPT, expect: "effects: at-most-once" }),
			{
				faults: 2,
				kinds: ["duplicate", "lose", "crash"],
			},
		);
		expect(found.broken).toEqual([]);
		expect(found.coverage.kinds.find(({ kind }) => kind === "duplicate")).toMatchObject({ leftOver: 0 });
	});
});

describe("every schedule that is said to break something", () => {
	it("breaks it when it is played alone, from its faults as they are printed, and no part of it does", async () => {
		const scenario = bank({ phone: "timeout: 1s, retry: { attempts: 2 }" });
		const found = await explore(scenario, { faults: 2, repairs: false });
		const breaks = (faults: readonly Fault[]): boolean => {
			const result = simulate(scenario, { faults });
			return result.ok && verdictsOf(result.trace).some(({ verdict }) => verdict === "fail");
		};
		const smallest = found.broken.flatMap((each) => each.smallest);
		expect(smallest.filter((schedule) => schedule.length === 2).length).toBeGreaterThan(3);
		for (const schedule of smallest) {
			const printed = faultsOf(schedule).map((fault) => parseFault(printFault(fault), scenario));
			expect(breaks(printed.flatMap((each) => (each.ok ? [each.value] : []))), told(schedule)).toBe(true);
			for (const left of schedule) {
				expect(breaks(faultsOf(schedule.filter((each) => each !== left))), told(schedule)).toBe(false);
			}
		}
	});
});

describe("an exploration", () => {
	it("says the same again, whoever plays and in whatever order", async () => {
		const scenario = bank({ traffic: "phone: POST /transfers, times: 2, one-by-one: true" });
		const first = await explore(scenario, { faults: 1 });
		const players = new Map<object, ReturnType<typeof createPlayer>>();
		const backwards = await explore(scenario, {
			faults: 1,
			crew: {
				atOnce: 7,
				play(work, schedules, questions) {
					const player = players.get(work) ?? createPlayer(structuredClone(work));
					players.set(work, player);
					const results = schedules.toReversed().map((each) => player.play(structuredClone(each), questions));
					return Promise.resolve(structuredClone(results.toReversed()));
				},
			},
		});
		expect(backwards).toEqual(first);
	});

	it("of many exchanges that go the same way has one row for each place", async () => {
		const found = await explore(bank({ traffic: "phone: POST /transfers, times: 3, every: 10s" }), { faults: 1 });
		const row = found.matrix.find(({ kinds, place }) => kinds === "lose" && place === "e*.1<");
		expect(row).toMatchObject({ schedules: 3, breaking: 3, outcomes: { "ok 1": 6, "ok 2": 3 } });
	});

	it("stops at its limit, counts what it leaves over, and says that it isn't complete", async () => {
		const all = await explore(bank(), { faults: 2, repairs: false });
		const some = await explore(bank(), { faults: 2, limit: 100, repairs: false });
		expect([all.isComplete, some.isComplete, some.schedules]).toEqual([true, false, 100]);
		const leftOver = some.coverage.kinds.reduce((sum, kind) => sum + kind.leftOver, 0);
		expect(some.schedules + leftOver).toBe(all.schedules);
	});

	it("is ended from outside between batches, with what was found so far", async () => {
		const signal = { aborted: false };
		const found = await explore(bank(), {
			signal,
			onProgress: ({ faults }) => {
				signal.aborted = faults === 2;
			},
		});
		expect(found.levels.map(({ faults }) => faults)).toEqual([0, 1]);
		expect(found.repairs).toEqual([]);
		expect(found.isComplete).toBe(false);
		expect(found.coverage.kinds.some(({ leftOver }) => leftOver > 0)).toBe(true);
	});

	it("tells its progress", async () => {
		const seen: string[] = [];
		await explore(bank(), {
			faults: 1,
			repairs: false,
			onProgress: ({ faults, played: done, planned }) => seen.push(`${faults}: ${done} of ${planned}`),
		});
		expect(seen).toEqual(["0: 0 of 1", "1: 1 of 24"]);
	});

	it("tries only the kinds that are named, in the order of the registry", async () => {
		const found = await explore(bank(), { kinds: ["crash", "lose"], faults: 1 });
		expect(found.kinds).toEqual(["lose", "crash"]);
		expect(new Set(found.matrix.map(({ kinds }) => kinds))).toEqual(new Set(["lose", "crash"]));
	});

	it("refuses what it can't do", async () => {
		await expect(explore(bank(), { kinds: ["gremlins"] })).rejects.toThrow("no fault 'gremlins' is tried");
		await expect(explore(bank(), { faults: 5 })).rejects.toThrow("from 1 to 4 faults");
		await expect(explore(bank(), { faults: 1.5 })).rejects.toThrow(RangeError);
	});

	it("doesn't try to repair what is broken without any fault", async () => {
		const found = await explore(bank({ expect: "answer-within: 10ms" }), { faults: 1 });
		expect(found.broken[0]?.smallest).toEqual([[]]);
		expect(found.repairs).toEqual([]);
	});
});

const ONCE_FOR_EACH_KEY =
	'routes.bank.POST /transfers=[{"once":"ledger"},{"query":"ledger","effect":"transfer","takes":"2ms"},{"reply":201,"size":"200B"}]';

describe("repairs", () => {
	it("by a key lets whoever tries often enough do it exactly once, and leaves what can't have keys alone", async () => {
		const phone = "timeout: 1s, retry: { attempts: 8, backoff: 250ms..2s }";
		const found = await explore(bank({ phone }), { faults: 1 });
		expect(found.broken).not.toEqual([]);
		expect(found.repairs.filter(({ mends }) => mends).map(({ name }) => name)).toEqual(["an idempotency key"]);
		const read = await explore(bank({ phone, traffic: "phone: GET /balance", expect: "outcome: ok" }), { faults: 2 });
		expect(read.repairs.map(({ name }) => name)).not.toContain("an idempotency key");
	});

	it("are proposed where they pass all that was tried, as settings that can be written on a command line", async () => {
		const kinds = ["lose", "delay", "reset", "crash", "blackout"];
		const found = await explore(bank({ expect: "effects: at-most-once" }), { faults: 1, kinds });
		const mending = found.repairs.filter(({ mends }) => mends);
		expect(mending.map(({ name, settings }) => [name, ...settings])).toEqual([
			["fewer tries", "nodes.phone.retry.attempts=1"],
			["no retry of what isn't idempotent", "nodes.phone.retry.attempts=1"],
			["an idempotency key", "nodes.phone.key=exchange", ONCE_FOR_EACH_KEY],
		]);
		for (const { scenario, schedules } of mending) {
			expect(schedules).toBe(found.schedules);
			const again = await explore(scenario, { faults: 1, kinds });
			expect(again.broken).toEqual([]);
		}
		// Whoever tries less often is helped little where a proxy sends requests again.
		const withCopies = await explore(bank({ expect: "effects: at-most-once" }), { faults: 1 });
		expect(withCopies.repairs.filter(({ mends }) => mends).map(({ name }) => name)).toEqual(["an idempotency key"]);
	});

	it("that wait longer mend what is only late", async () => {
		const found = await explore(bank(), { faults: 1, kinds: ["delay"] });
		expect(found.broken).not.toEqual([]);
		const [moreTime] = found.repairs;
		expect(moreTime).toMatchObject({ name: "more time", settings: ["nodes.phone.timeout=2s"], mends: true });
	});

	it("that don't mend are not said to", async () => {
		const found = await explore(bank(), { faults: 1, kinds: ["lose"] });
		expect(found.repairs.map(({ name, mends }) => `${name}: ${mends}`)).toEqual([
			"more time: false",
			"fewer tries: false",
			"no retry of what isn't idempotent: false",
			"an idempotency key: true",
		]);
		const others = found.repairs.filter(({ mends }) => !mends);
		for (const { breaking } of others) expect(breaking).toBeGreaterThan(0);
	});
});

describe("a crash just after what a node has done", () => {
	it("falls between that and whatever comes next in the run", async () => {
		const scenario = bank();
		const found = await explore(scenario, { faults: 1, kinds: ["crash"] });
		const unharmed = [...played(scenario).events()];
		expect(found.matrix.map(({ place }) => place)).toContain("ledger after committed e1.1/1");
		const { strikes = [] } = found.unharmed.extensions ?? {};
		expect(strikes.length).toBe(5);
		for (const strike of strikes) {
			const events = [...played(scenario, [strike]).events()];
			const crashed = events.findIndex(({ kind }) => kind === "crashed");
			expect(crashed).toBe(strike.after + 1);
			const bare = ({ kind, at, node }: (typeof events)[number]): string => `${at} ${node} ${kind}`;
			expect(events.slice(0, crashed).map(bare)).toEqual(unharmed.slice(0, crashed).map(bare));
			const before = events[crashed - 1];
			expect(events[crashed]?.at).toBe((before?.at ?? 0) + 1);
			expect(unharmed[crashed]?.at).toBeGreaterThan(events[crashed]?.at ?? 0);
		}
	});

	it("before the work: nothing is done. After the commit, before the bank's reply: it is done, and the phone can't know", async () => {
		const found = await explore(bank({ phone: "timeout: 1s" }), { faults: 1, kinds: ["crash"] });
		expect(rowsOf(found)).toContain('crash bank after received e1.1>: {"unknown 0":1}');
		expect(rowsOf(found)).toContain('crash bank after sent e1.1/1>: {"unknown 1":1}');
	});
});

describe("pairs of faults", () => {
	it("are told one by one, each with what became of it, and make the rows of two faults", async () => {
		const found = await explore(bank(), { faults: 2, pairs: true, repairs: false });
		const pairs = found.matrix.filter(({ faults }) => faults === 2);
		const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);
		expect(sum(found.pairs.map(({ schedules }) => schedules))).toBe(sum(pairs.map(({ schedules }) => schedules)));
		expect(sum(found.pairs.map(({ breaking }) => breaking))).toBe(sum(pairs.map(({ breaking }) => breaking)));
		const twice = found.pairs.find(({ first, second }) => first.place === "e1.1<" && second.place === "e1.2<");
		expect(twice).toMatchObject({ schedules: 1, breaking: 1, outcomes: { "ok 2": 1 } });
		expect(found.pairs.every(({ first, second }) => first.after <= second.after)).toBe(true);
		expect((await explore(bank(), { faults: 1 })).pairs).toEqual([]);
	});
});

describe("a node that stands still", () => {
	const two = { traffic: "phone: POST /transfers, times: 2", phone: "timeout: 1s, connections: 2" };

	it("is tried where it has several things in hand", async () => {
		const found = await explore(bank(two), { faults: 1, repairs: false });
		const tried = found.matrix.filter(({ kinds }) => kinds === "pause").length;
		expect(tried).toBeGreaterThan(0);
		expect(found.coverage.kinds.find(({ kind }) => kind === "pause")?.pruned["as-late"]).toBeGreaterThan(0);
	});

	it("is tried at every deed where no late message is", async () => {
		const found = await explore(bank(), { faults: 1, kinds: ["pause"], repairs: false });
		expect(rowsOf(found)).toContain('pause bank after received e1.1>: {"ok 2":1}');
	});
});

describe("a full disk", () => {
	it("is tried at every commit", async () => {
		const found = await explore(bank(), { faults: 1, kinds: ["fill"], repairs: false });
		expect(rowsOf(found)).toEqual(['fill ledger before committed e1.1/1: {"ok 1":1}']);
	});

	it("is tried wherever something may be made lasting of which no event tells", async () => {
		const route = "{ once: ledger, store: apart }, { query: ledger, effect: transfer }, { reply: 201 }";
		const phone = "timeout: 1s, key: exchange";
		const found = await explore(bank({ route, phone }), { faults: 1, kinds: ["fill"], repairs: false });
		// COMMIT of the key, the effect, and the end of the key.
		expect(rowsOf(found).toSorted()).toEqual([
			'fill ledger before committed e1.1/5: {"failed 0":1}',
			'fill ledger before replied e1.1/4: {"failed 0":1}',
			'fill ledger before replied e1.1/6: {"failed 1":1}',
		]);
	});
});
