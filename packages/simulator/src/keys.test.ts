import type { Fault, Scenario, Trace } from "@roundtrip/model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { simulate } from "./run.ts";
import { scenarioOf } from "./testing/play.ts";

const KEY = `headers: { idempotency-key: '"0123456789abcdef"' }`;
const RETRIES = "retry: { attempts: 6, backoff: 100ms..1s }";

interface Parts {
	readonly once: string;
	readonly phone?: string;
	readonly traffic: string;
	readonly status?: number;
	readonly faults?: string;
	readonly work?: string;
}

function bank({ once, phone = "", traffic, status = 201, faults = "", work = "10ms" }: Parts): Scenario {
	return scenarioOf(`roundtrip: 1
title: A transfer
nodes:
  phone: { is: client, timeout: 500ms${phone} }
  watch: { is: client, timeout: 500ms }
  bank: { is: server }
  ledger: { is: database, patience: 300ms }
links: { phone -> bank: { rtt: 20ms }, watch -> bank: { rtt: 20ms }, bank -> ledger: { rtt: 2ms } }
routes:
  bank:
    POST /transfers: [ ${once} { work: ${work} }, { query: ledger, effect: transfer }, { reply: ${status}, body: done } ]
    POST /orders: [ ${once} { query: ledger, effect: order }, { reply: 202 } ]
traffic: [ ${traffic} ]
faults: [ ${faults} ]
`);
}

function played(scenario: Scenario, faults: readonly Fault[] = []): Trace {
	const result = simulate(scenario, { faults });
	if (!result.ok) throw new Error(result.problem);
	return result.trace;
}

/** Statuses that the bank has answered, and what it has found of keys, in order. */
function told(parts: Parts): { readonly statuses: readonly number[]; readonly found: readonly string[] } {
	const events = [...played(bank(parts)).events()];
	return {
		statuses: events.flatMap((each) => (each.kind === "replied" && each.node === "bank" ? [each.data.status] : [])),
		found: events.flatMap((each) => (each.kind === "keyed" ? [each.data.found] : [])),
	};
}

/** How often each exchange was applied. */
function applied(trace: Trace): readonly number[] {
	const counts = new Map<number, number>();
	for (const event of trace.events()) {
		if (event.kind === "begun") counts.set(event.exchange, 0);
		if (event.kind === "committed") counts.set(event.exchange, (counts.get(event.exchange) ?? 0) + 1);
	}
	return [...counts.values()];
}

const two = (first: string, second: string): string =>
	`{ phone: POST /transfers, ${first} }, { phone: POST /transfers, at: 300ms, ${second} }`;

describe("a request for a route that is done once for each key", () => {
	const once = "{ once: ledger },";

	it("is refused without a key, and with what is none", () => {
		const bare = "headers: { idempotency-key: plain }";
		expect(told({ once, traffic: two("size: 1B", bare) })).toEqual({
			statuses: [400, 400],
			found: ["missing", "malformed"],
		});
	});

	it("is given the first answer again, with a mark", () => {
		const parts = { once, traffic: two(KEY, KEY) };
		expect(told(parts)).toEqual({ statuses: [201, 201], found: ["new", "replayed"] });
		const heads = [...played(bank(parts)).events()].flatMap((each) =>
			each.kind === "sent" && each.data.to === "phone" ? [each.data] : [],
		);
		expect(heads.map(({ body }) => body)).toEqual(["done", "done"]);
		expect(heads.map(({ head }) => head?.includes("idempotency-replayed: true"))).toEqual([false, true]);
	});

	it("is refused with another content", () => {
		const traffic = two(`${KEY}, body: x`, `${KEY}, body: y`);
		expect(told({ once, traffic })).toEqual({ statuses: [201, 422], found: ["new", "reused"] });
	});

	it("is refused while the first is worked on, and comes back when it was told to", () => {
		const traffic = `{ phone: POST /transfers, ${KEY} }, { phone: POST /transfers, at: 50ms, ${KEY} }`;
		const work = "200ms";
		expect(told({ once, traffic, work })).toEqual({ statuses: [409, 201], found: ["new", "in-flight"] });
		const again = told({ once, traffic, work, phone: `, key: exchange, ${RETRIES}` });
		expect(again).toEqual({ statuses: [409, 201, 201], found: ["new", "in-flight", "replayed"] });
	});

	it("waits for the first where that is wanted, in the database and in memory", () => {
		const traffic = `{ phone: POST /transfers, ${KEY} }, { phone: POST /transfers, at: 50ms, ${KEY} }`;
		for (const store of ["with-effect", "memory"]) {
			const waiting = `{ once: ledger, in-flight: wait, store: ${store} },`;
			expect(told({ once: waiting, traffic, work: "200ms" })).toEqual({
				...{ statuses: [201, 201], found: ["new", "replayed"] },
			});
		}
	});

	it("is new when the key has expired", () => {
		const short = "{ once: ledger, lifetime: 200ms },";
		expect(told({ once: short, traffic: two(KEY, KEY) }).found).toEqual(["new", "new"]);
	});

	it("has a key of its own for each client and route, unless keys are everybody's", () => {
		const other = `{ phone: POST /transfers, ${KEY} }, { watch: POST /transfers, at: 300ms, ${KEY} }`;
		const traffic = `${other}, { phone: POST /orders, at: 400ms, ${KEY} }`;
		expect(told({ once, traffic }).found).toEqual(["new", "new", "new"]);
		const shared = "{ once: ledger, scope: everybody },";
		expect(told({ once: shared, traffic: other }).found).toEqual(["new", "replayed"]);
	});

	it("gives its key back where its answer isn't stored, and undoes what it did", () => {
		const bare = "headers: { idempotency-key: plain }";
		const parts = { once: "{ once: ledger, policy: square },", traffic: two(bare, bare), status: 409 };
		expect(told(parts)).toEqual({ statuses: [409, 409], found: ["new", "new"] });
		expect(applied(played(bank(parts)))).toEqual([0, 0]);
	});

	it("of a holder that died apart from its key is held against it, and then done again or never", () => {
		const traffic = `{ phone: POST /transfers, ${KEY} }, { phone: POST /transfers, at: 300ms, ${KEY} }, { phone: POST /transfers, at: 2s, ${KEY} }`;
		const apart = (lost: string): Parts => ({
			once: `{ once: ledger, store: apart, lease: 1s, lost: ${lost} },`,
			...{ traffic, work: "100ms", faults: "{ crash: bank, at: 90ms, restart-at: 200ms }" },
		});
		expect(told(apart("hold")).found).toEqual(["new", "in-flight", "unknown-outcome"]);
		expect(told(apart("run-again")).found).toEqual(["new", "in-flight", "taken-over"]);
	});
});

type Mischief = readonly [kind: "lose" | "delay" | "crash bank" | "crash ledger", n: number, ms: number];

const mischief: fc.Arbitrary<readonly Mischief[]> = fc.array(
	fc.tuple(
		fc.constantFrom<Mischief[0][]>("lose", "lose", "delay", "crash bank", "crash ledger"),
		fc.integer({ min: 1, max: 24 }),
		fc.integer({ min: 1, max: 1_500 }),
	),
	{ maxLength: 5 },
);

/** Crashes of a node one after the other, each over before the next. */
function faultsOf(all: readonly Mischief[]): readonly Fault[] {
	const ends = new Map<string, number>();
	return all.flatMap(([kind, n, ms]): readonly Fault[] => {
		const on = n % 3 === 0 ? "phone -> bank" : "bank -> ledger";
		const which = n % 2 === 0 ? "request" : "response";
		if (kind === "lose") return [{ lose: which, on, nth: n }];
		if (kind === "delay") return [{ delay: which, on, nth: n, by: ms * 1e6 }];
		const node = kind === "crash bank" ? "bank" : "ledger";
		const at = (ends.get(node) ?? 0) + ms * 1e6;
		ends.set(node, at + 400e6);
		return [{ crash: node, at, "restart-at": at + 400e6, silent: n % 2 === 0 }];
	});
}

describe("under any losses, delays and deaths", () => {
	const times = "times: 2, every: 70ms";
	const run = (once: string, phone: string, all: readonly Mischief[]): readonly number[] => {
		const scenario = bank({ once, phone: `, ${phone} ${RETRIES}`, traffic: `{ phone: POST /transfers, ${times} }` });
		return applied(played(scenario, faultsOf(all)));
	};
	const never = (once: string, phone: string): fc.IPropertyWithHooks<[readonly Mischief[]]> =>
		fc.property(mischief, (all) => run(once, phone, all).every((count) => count <= 1));

	it("nothing is applied twice where a key is stored with the effect", () => {
		fc.assert(never("{ once: ledger },", "key: exchange,"), { seed: 91, numRuns: 400 });
		fc.assert(never("{ once: ledger, in-flight: wait },", "key: exchange,"), { seed: 92, numRuns: 200 });
	});

	it("nothing is applied twice where a key that was lost apart from the effect is held", () => {
		fc.assert(never("{ once: ledger, store: apart, lease: 300ms },", "key: exchange,"), { seed: 93, numRuns: 200 });
	});

	it.each([
		["without keys", "", ""],
		["with a key for each try", "{ once: ledger },", "key: attempt,"],
		["with keys in memory", "{ once: ledger, store: memory },", "key: exchange,"],
		[
			"with lost keys that run again",
			"{ once: ledger, store: apart, lease: 300ms, lost: run-again },",
			"key: exchange,",
		],
	])("something is applied twice %s", (_how, once, phone) => {
		expect(fc.check(never(once, phone), { seed: 91, numRuns: 400 }).failed).toBe(true);
	});
});
