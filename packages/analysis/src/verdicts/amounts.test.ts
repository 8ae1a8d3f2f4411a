import { describe, expect, test } from "vitest";
import { verdictsOf } from "../analysis.ts";
import { playbook } from "../testing/playbook.ts";

const shop = (expectation: string): string => `
roundtrip: 1
title: Seats
nodes:
  ann: { is: client }
  bob: { is: client }
  edge: { is: cache, of: shop }
  shop: { is: server }
  tickets: { is: database, amounts: { left: 10, sold: 0 } }
links:
  ann -> edge: { rtt: 20ms }
  bob -> edge: { rtt: 20ms }
  edge -> shop: { rtt: 20ms }
  shop -> tickets: { rtt: 4ms }
routes:
  shop:
    POST /sale: [ { query: tickets, adds: left, by: -1 }, { query: tickets, adds: sold }, { reply: 201 } ]
    GET /sold: [ { query: tickets, reads: sold }, { reply: 200 } ]
traffic:
  - ann: POST /sale
expect:
  - { ${expectation} }
`;

const READ = '{"sql":"SELECT amount FROM amounts WHERE name = ?","parameters":["sold"]}';
const update = (name: string, by: number, within = ""): string =>
	`{"sql":"UPDATE amounts SET amount = amount + ? WHERE name = ?","parameters":[${by},"${name}"]${within}}`;

let clockMs = 0;
const at = (): string => `${clockMs++}ms`;

/** A statement that the database has done. */
function done(call: string, sql: string, status = 200): string {
	return `
		${at()} shop sent ${call}> d1 tickets 200B POST /query saying ${sql}
		${at()} tickets delivered ${call}> d1 shop
		${at()} tickets started ${call}
		${at()} tickets replied ${call} ${status}
		${at()} tickets sent ${call}< d1 shop 100B 200 OK
		${at()} shop delivered ${call}< d1 tickets`;
}

const begun = (exchange: number, client: string, request: string): string =>
	`\n${at()} ${client} begun e${exchange}.1 edge ${request}`;
const ended = (exchange: number, client: string, belief = "ok"): string =>
	`\n${at()} ${client} settled e${exchange}.1 ${belief} ${belief === "ok" ? "200 answered" : "- timed-out"}`;

const sale = (exchange: number, client: string, belief?: string): string =>
	[
		begun(exchange, client, "POST /sale"),
		done(`e${exchange}.1/1/1`, update("left", -1)),
		done(`e${exchange}.1/1/2`, update("sold", 1)),
		ended(exchange, client, belief),
	].join("");
const read = (exchange: number, client: string): string =>
	[
		begun(exchange, client, "GET /sold"),
		`\n${at()} edge looked-up e${exchange}.1 miss`,
		done(`e${exchange}.1/1/1`, READ),
		`\n${at()} edge stored e${exchange}.1 stored`,
		ended(exchange, client),
	].join("");
const cached = (exchange: number, client: string): string =>
	[begun(exchange, client, "GET /sold"), `\n${at()} edge looked-up e${exchange}.1 fresh`, ended(exchange, client)].join(
		"",
	);

function judged(play: string, expectation: string) {
	const trace = playbook(play, shop(expectation));
	const [verdict] = verdictsOf(trace);
	return { ...verdict, kinds: verdict?.events.map((seq) => trace.kind(seq)) };
}

describe("conserved amounts", () => {
	test("hold where the sum is what it was", () => {
		expect(judged(sale(1, "ann") + sale(2, "bob"), "conserved: [left, sold]")).toMatchObject({
			...{ verdict: "pass", because: "the sum of left and sold is 10, as it was", exchanges: [1, 2] },
		});
	});

	test("fail where one half is missing, and name who changed what", () => {
		const half = [begun(1, "ann", "POST /sale"), done("e1.1/1/1", update("left", -1)), ended(1, "ann", "unknown")].join(
			"",
		);
		expect(judged(half, "conserved: [left, sold]")).toMatchObject({
			...{ verdict: "fail", exchanges: [1], kinds: ["replied"] },
			because: "the sum of left and sold was 10 and is 9: exchange 1 made it 1 less",
		});
	});

	test("know what a transaction is: nothing of it counts before its commit, and nothing after an abort", () => {
		const within = ',"within":"e1.1/1/1"';
		const open = [
			begun(1, "ann", "POST /sale"),
			done("e1.1/1/1", '{"sql":"BEGIN ISOLATION LEVEL SERIALIZABLE","parameters":[]}'),
			done("e1.1/1/2", update("left", -1, within)),
		].join("");
		const over = ended(1, "ann", "unknown");
		expect(judged(open + over, "conserved: [left, sold]").because).toBe("the sum of left and sold is 10, as it was");
		const committed = open + done("e1.1/1/3", `{"sql":"COMMIT","parameters":[]${within}}`) + over;
		expect(judged(committed, "conserved: [left, sold]").verdict).toBe("fail");
		const aborted = open + done("e1.1/1/3", `{"sql":"ROLLBACK","parameters":[]${within}}`) + over;
		expect(judged(aborted, "conserved: [left, sold]").verdict).toBe("pass");
	});

	test("count what a lost update has swallowed: what was written, not what was meant", () => {
		const set = '{"sql":"UPDATE amounts SET amount = ? WHERE name = ?","parameters":[1,"sold"]}';
		const sold = (exchange: number): string =>
			[
				begun(exchange, "ann", "POST /sale"),
				done(`e${exchange}.1/1/1`, update("left", -1)),
				done(`e${exchange}.1/1/2`, set),
				ended(exchange, "ann"),
			].join("");
		expect(judged(sold(1) + sold(2), "conserved: [left, sold]")).toMatchObject({
			...{ verdict: "fail", exchanges: [2] },
			because: "the sum of left and sold was 10 and is 9: exchange 2 made it 1 less",
		});
	});

	test("can't be decided where the database died at work on a change, or more may come", () => {
		const dies = `${begun(1, "ann", "POST /sale")}
			${at()} shop sent e1.1/1/1> d1 tickets 200B POST /query saying ${update("left", -1)}
			${at()} tickets delivered e1.1/1/1> d1 shop
			${at()} tickets started e1.1/1/1
			${at()} tickets crashed 0 loud
			${at()} ann settled e1.1 unknown - timed-out`;
		expect(judged(dies, "conserved: [left, sold]")).toMatchObject({ verdict: "unknown", exchanges: [1] });
		const waits = sale(1, "ann") + begun(2, "bob", "POST /sale");
		expect(judged(waits, "conserved: [left, sold]")).toMatchObject({ verdict: "unknown", exchanges: [2] });
	});
});

describe("read-your-writes", () => {
	test("holds where the database was asked, and doesn't ask for others' changes", () => {
		expect(judged(sale(1, "ann") + read(2, "ann"), "read-your-writes: [sold]")).toMatchObject({
			...{ verdict: "pass", because: "exchange 2 got sold as it was after exchange 1, with which ann had changed it" },
			kinds: ["replied", "settled", "replied", "settled"],
		});
		const others = read(1, "bob") + sale(2, "ann") + cached(3, "bob");
		expect(judged(others, "read-your-writes: [sold]")).toMatchObject({
			...{ verdict: "unknown", because: "no client of this run reads sold after it has changed it" },
		});
	});

	test("fails where a cache gives what it had read before, with change and read as proof", () => {
		const old = read(1, "bob") + sale(2, "ann") + cached(3, "ann");
		expect(judged(old, "read-your-writes: [sold]")).toMatchObject({
			...{ verdict: "fail", exchanges: [3], kinds: ["replied", "replied", "settled", "settled"] },
			because: "exchange 3 got sold as it was before exchange 2, with which ann had changed it",
		});
		expect(
			judged(read(1, "bob") + sale(2, "ann") + read(3, "bob") + cached(4, "ann"), "read-your-writes: [sold]"),
		).toMatchObject({ verdict: "pass" });
	});

	test("takes what a cache has read behind its asker's back for as new as it is", () => {
		const behind = [
			begun(3, "bob", "GET /sold"),
			`\n${at()} edge looked-up e3.1 stale`,
			ended(3, "bob"),
			done("e3.1/1/1", READ),
			`\n${at()} edge stored e3.1 freshened`,
		].join("");
		const play = read(1, "bob") + sale(2, "ann") + behind + cached(4, "ann");
		expect(judged(play, "read-your-writes: [sold]").verdict).toBe("pass");
	});

	test("doesn't ask for a change that nobody knows of", () => {
		const play = read(1, "bob") + sale(2, "ann", "unknown") + cached(3, "ann");
		expect(judged(play, "read-your-writes: [sold]").verdict).toBe("unknown");
	});

	test("can't be decided while the answer is still to come, or where nobody saw what the cache had read", () => {
		const waits = read(1, "bob") + sale(2, "ann") + begun(3, "ann", "GET /sold");
		expect(judged(waits, "read-your-writes: [sold]")).toMatchObject({ verdict: "unknown", exchanges: [3] });
		const unseen = sale(1, "ann") + cached(2, "ann") + read(3, "bob");
		expect(judged(unseen, "read-your-writes: [sold]")).toMatchObject({
			...{ verdict: "unknown", because: "exchange 2 got sold, and the trace doesn't say when that was read" },
		});
	});
});

describe("monotonic-reads", () => {
	test("hold where each answer is as new as the one before", () => {
		const play = read(1, "ann") + sale(2, "bob") + read(3, "ann") + cached(4, "ann");
		expect(judged(play, "monotonic-reads: [sold]")).toMatchObject({
			...{ verdict: "pass", because: "no client read anything older than before, in all 2 exchanges" },
		});
	});

	test("fail where a client has seen the change, and then gets what was before it", () => {
		// Ann reads past the cache, then out of it.
		const past = [begun(3, "ann", "GET /sold"), done("e3.1/1/1", READ), ended(3, "ann")].join("");
		const play = read(1, "bob") + sale(2, "bob") + past + cached(4, "ann");
		expect(judged(play, "monotonic-reads: [sold]")).toMatchObject({
			...{ verdict: "fail", exchanges: [4] },
			because: "exchange 4 got sold as it was before the change of exchange 2, which exchange 3 had read",
		});
	});

	test("don't mind an old answer that says the same: nothing had changed in between", () => {
		const past = [begun(3, "ann", "GET /sold"), done("e3.1/1/1", READ), ended(3, "ann")].join("");
		expect(judged(sale(1, "bob") + read(2, "bob") + past + cached(4, "ann"), "monotonic-reads: [sold]").verdict).toBe(
			"pass",
		);
	});

	test("can't be decided where nobody reads twice, or the second answer is still to come", () => {
		expect(judged(read(1, "ann") + read(2, "bob"), "monotonic-reads: [sold]").verdict).toBe("unknown");
		expect(judged(read(1, "ann") + begun(2, "ann", "GET /sold"), "monotonic-reads: [sold]").verdict).toBe("unknown");
	});
});
