import { describe, expect, it } from "vitest";
import { played, type Setting, setting, story } from "./testing/play.ts";

/** Work of 40 ms at the bank, from 150 ms to 190 ms, and one effect on the way: from 152 ms the bank waits for its ledger. */
const ROUTE = "{ query: ledger, effect: transfer, takes: 10ms }, { work: 40ms }, { reply: 201 }";

const tell = (parts: Setting, only?: RegExp): readonly string[] =>
	story(played(setting({ route: ROUTE, ...parts })), only);

describe("a node dies at a point of its work", () => {
	const point = (crash: string, more = ""): readonly string[] =>
		tell(
			{ faults: `{ crash: ${crash}, restart-after: 1s${more} }` },
			/crashed|restarted|settled|committed|replied|started/,
		);

	it("a server that has received a request: nothing is done for it", () => {
		expect(point("bank, when: received, of: e1.1")).toEqual([
			"150 bank crashed",
			"200 phone settled e1.1 unknown, reset",
			"1150 bank restarted",
		]);
	});

	it("a server that hears of a commit: all is done, and nothing said", () => {
		expect(point("bank, when: committed, of: e1.1")).toEqual([
			"150 bank started e1.1",
			"153 ledger started e1.1/1",
			"163 ledger committed e1.1/1 transfer",
			"163 ledger replied e1.1/1 200",
			"164 bank crashed",
			"214 phone settled e1.1 unknown, reset",
			"1164 bank restarted",
		]);
	});

	it("a server before its reply, and a database after its commit", () => {
		expect(point("bank, when: replying, of: e1.1").slice(-3)).toEqual([
			"204 bank crashed",
			"254 phone settled e1.1 unknown, reset",
			"1204 bank restarted",
		]);
		expect(point("ledger, when: committed, of: e1.1/1").slice(2)).toEqual([
			"163 ledger committed e1.1/1 transfer",
			"163 ledger crashed",
			"164 bank replied e1.1 502",
			"214 phone settled e1.1 unknown, answered",
			"1163 ledger restarted",
		]);
	});

	it("a server that hears that effect and key are committed together", () => {
		const happened = tell(
			{
				phone: "key: exchange",
				ledger: "patience: 500ms",
				route: "{ once: ledger }, { query: ledger, effect: transfer }, { reply: 201 }",
				faults: "{ crash: bank, when: committed, of: e1.1, restart-after: 1s }",
			},
			/crashed|settled|ledger committed|bank replied/,
		);
		expect(happened.map((line) => line.replace(/^\S+ /, ""))).toEqual([
			"ledger committed e1.1/3 transfer",
			"bank crashed",
			"phone settled e1.1 unknown, reset",
		]);
	});

	it("in silence: nobody hears of it", () => {
		const phone = "timeout: 500ms, retry: { attempts: 2, backoff: 1s, jitter: none }";
		const faults = "{ crash: bank, when: replying, of: e1.1, silent: true, restart-after: 900ms }";
		expect(tell({ phone, faults }, /crashed|restarted|settled|committed/)).toEqual([
			"163 ledger committed e1.1/1 transfer",
			"204 bank crashed silently",
			"1104 bank restarted",
			expect.stringMatching(/ledger committed e1.2.1 transfer/),
			expect.stringMatching(/settled e1.2 ok, answered/),
		]);
	});

	it("never, where it never comes to that point", () => {
		expect(point("bank, when: replying, of: e7.1").some((line) => line.includes("crashed"))).toBe(false);
	});
});

describe("a server's process dies", () => {
	it("while it works: its client hears of it half a round-trip later, and can't know how far it had come", () => {
		expect(tell({ faults: "{ crash: bank, at: 170ms }" }, /crashed|closed|settled|committed/)).toEqual([
			"163 ledger committed e1.1/1 transfer",
			"170 bank crashed",
			"220 phone closed e1.1 reset",
			"220 phone settled e1.1 unknown, reset",
		]);
	});

	it("while its answer is under way: the answer still arrives, and then the end of the connection", () => {
		const faults = "{ crash: bank, at: 210ms }";
		expect(tell({ faults }, /crashed|<|closed|settled/).filter((line) => !line.includes("/1"))).toEqual([
			"204 bank sent e1.1< 201 Created",
			"210 bank crashed",
			"254 phone delivered e1.1<",
			"254 phone settled e1.1 ok, answered",
			"260 phone closed e1.1 reset",
		]);
	});

	it("before the request is there: the request is lost at its door", () => {
		expect(tell({ faults: "{ crash: bank, at: 120ms }" }, /crashed|e1.1>|closed|settled/)).toEqual([
			"100 phone sent e1.1> POST /",
			"120 bank crashed",
			"150 phone lost e1.1> node-down at 1",
			"170 phone closed e1.1 reset",
			"170 phone settled e1.1 unknown, reset",
		]);
	});

	it("between the knock and the answer to it: the connection opens, and ends at once", () => {
		expect(tell({ faults: "{ crash: bank, at: 70ms }" }, /connect|crashed|closed|settled/)).toEqual([
			"0 phone connecting e1.1",
			"70 bank crashed",
			"100 phone connected e1.1",
			"120 phone closed e1.1 reset",
			"120 phone settled e1.1 unknown, reset",
		]);
	});

	it("before the knock: its client is refused, and knows that nothing happened", () => {
		expect(tell({ faults: "{ crash: bank, at: 20ms }" })).toEqual([
			"0 phone begun e1.1",
			"0 phone connecting e1.1",
			"20 bank crashed",
			"100 phone refused e1.1",
			"100 phone settled e1.1 failed, refused",
		]);
	});

	it("while nobody asks: the idle connection ends, and the next request opens another", () => {
		const parts = {
			route: "{ reply: 201 }",
			traffic: "phone: POST /, { phone: POST /, at: 1s }",
			faults: "{ crash: bank, at: 500ms, restart-at: 600ms }",
		};
		expect(tell(parts, /crashed|restarted|closed|connecting|settled/)).toEqual([
			"0 phone connecting e1.1",
			"200 phone settled e1.1 ok, answered",
			"500 bank crashed",
			"550 phone closed e1.1 reset",
			"600 bank restarted",
			"1000 phone connecting e2.1",
			"1200 phone settled e2.1 ok, answered",
		]);
	});

	it("and comes back before a request on the old connection does: the new process knows nothing of it", () => {
		const parts = {
			route: "{ reply: 201 }",
			traffic: "phone: POST /, { phone: POST /, at: 520ms }",
			faults: "{ crash: bank, at: 500ms, restart-at: 530ms }",
		};
		expect(tell(parts, /crashed|restarted|closed|lost|e2.1/)).toEqual([
			"500 bank crashed",
			"520 phone begun e2.1",
			"520 phone sent e2.1> POST /",
			"530 bank restarted",
			"550 phone closed e2.1 reset",
			"550 phone settled e2.1 unknown, reset",
			"570 phone lost e2.1> closed at 1",
		]);
	});

	it("takes with it what waits for a worker and what waits for its ledger; the ledger commits all the same", () => {
		const parts = { bank: "workers: 1", traffic: "{ phone: POST /, times: 2 }", faults: "{ crash: bank, at: 153ms }" };
		expect(tell(parts, /^1[5-9]|^2/)).toEqual([
			"150 bank delivered e1.1>",
			"150 bank started e1.1",
			"150 bank connecting e1.1/1",
			"150 bank delivered e2.1>",
			"150 bank queued e2.1 for a worker",
			"152 bank connected e1.1/1",
			"152 bank sent e1.1/1> POST /query",
			"153 bank crashed",
			"153 ledger delivered e1.1/1>",
			"153 ledger started e1.1/1",
			"163 ledger committed e1.1/1 transfer",
			"163 ledger replied e1.1/1 200",
			"163 ledger sent e1.1/1< 200 OK",
			"163 ledger lost e1.1/1< closed at 0",
			"203 phone closed e1.1 reset",
			"203 phone settled e1.1 unknown, reset",
			"203 phone closed e2.1 reset",
			"203 phone settled e2.1 unknown, reset",
		]);
	});

	it("and is back: it works as on its first day", () => {
		const parts = {
			phone: "retry: { attempts: 3, backoff: 200ms, jitter: none }",
			faults: "{ crash: bank, at: 160ms, restart-at: 300ms }",
		};
		expect(tell(parts, /crashed|restarted|retried|committed|settled/)).toEqual([
			"160 bank crashed",
			"163 ledger committed e1.1/1 transfer",
			"300 bank restarted",
			"410 phone retried e1.2",
			"573 ledger committed e1.2/1 transfer",
			"664 phone settled e1.2 ok, answered",
		]);
	});
});

describe("a server dies with its machine", () => {
	it("while it works: its client hears nothing until it gives up", () => {
		const parts = { phone: "timeout: 1s", faults: "{ crash: bank, at: 170ms, silent: true }" };
		expect(tell(parts, /crashed|closed|timed-out|settled/)).toEqual([
			"170 bank crashed silently",
			"1000 phone timed-out e1.1",
			"1000 phone closed e1.1 gave-up",
			"1000 phone settled e1.1 unknown, timed-out",
		]);
	});

	it("before the knock: nobody even refuses, and its client knows that nothing happened", () => {
		const parts = { phone: "timeout: 1s", faults: "{ crash: bank, at: 20ms, silent: true }" };
		expect(tell(parts)).toEqual([
			"0 phone begun e1.1",
			"0 phone connecting e1.1",
			"20 bank crashed silently",
			"1000 phone timed-out e1.1",
			"1000 phone closed e1.1 gave-up",
			"1000 phone settled e1.1 failed, not-sent",
		]);
	});

	it("and comes back: whoever still takes an old connection for alive is told", () => {
		const parts = {
			phone: "timeout: 5s",
			route: "{ reply: 201 }",
			traffic: "phone: POST /, { phone: POST /, at: 2s }",
			faults: "{ crash: bank, at: 500ms, restart-at: 600ms, silent: true }",
		};
		expect(tell(parts, /crashed|restarted|closed|lost|e2.1/)).toEqual([
			"500 bank crashed silently",
			"600 bank restarted",
			"2000 phone begun e2.1",
			"2000 phone sent e2.1> POST /",
			"2050 phone lost e2.1> closed at 1",
			"2100 phone closed e2.1 reset",
			"2100 phone settled e2.1 unknown, reset",
		]);
	});

	it("its ledger never hears of it, commits, and answers nobody", () => {
		const parts = { phone: "timeout: 1s", faults: "{ crash: bank, at: 155ms, silent: true }" };
		expect(tell(parts, /ledger|lost|crashed/)).toEqual([
			"153 ledger delivered e1.1/1>",
			"153 ledger started e1.1/1",
			"155 bank crashed silently",
			"163 ledger committed e1.1/1 transfer",
			"163 ledger replied e1.1/1 200",
			"163 ledger sent e1.1/1< 200 OK",
			"164 ledger lost e1.1/1< node-down at 1",
		]);
	});
});

describe("a database dies", () => {
	it("before its commit: the server says 502 and the client can't know", () => {
		expect(tell({ faults: "{ crash: ledger, at: 158ms }" }, /crashed|committed|closed|replied|settled/)).toEqual([
			"158 ledger crashed",
			"159 bank closed e1.1/1 reset",
			"159 bank replied e1.1 502",
			"209 phone settled e1.1 unknown, answered",
		]);
	});

	it("after its commit, its result under way: the result arrives, and all is well", () => {
		expect(
			tell({ faults: "{ crash: ledger, at: 163500us }" }, /crashed|committed|closed|replied e1.1 |settled/),
		).toEqual([
			"163 ledger committed e1.1/1 transfer",
			"163.5 ledger crashed",
			"164.5 bank closed e1.1/1 reset",
			"204 bank replied e1.1 201",
			"254 phone settled e1.1 ok, answered",
		]);
	});

	it("before it was asked: the server is refused and says 502", () => {
		expect(tell({ faults: "{ crash: ledger, at: 0s }" }, /crashed|refused|replied|settled/)).toEqual([
			"0 ledger crashed",
			"152 bank refused e1.1/1",
			"152 bank replied e1.1 502",
			"202 phone settled e1.1 unknown, answered",
		]);
	});

	it("with its machine: the server waits out its timeout and says 504", () => {
		const parts = { bank: "timeout: 300ms", faults: "{ crash: ledger, at: 158ms, silent: true }" };
		expect(tell(parts, /crashed|timed-out|replied|settled/)).toEqual([
			"158 ledger crashed silently",
			"450 bank timed-out e1.1/1",
			"450 bank replied e1.1 504",
			"500 phone settled e1.1 unknown, answered",
		]);
	});

	it("keeps what it has committed: a count after its return finds it", () => {
		const parts = {
			route: "{ query: ledger, effect: transfer }, { query: ledger }, { reply: 201 }",
			traffic: "{ phone: POST /, times: 2, one-by-one: true, at: 0s }, { phone: POST /, at: 2s }",
			faults: "{ crash: ledger, at: 1s, restart-at: 1500ms }",
		};
		const trace = played(setting(parts));
		const counts = [...trace.events()].flatMap((event) =>
			event.kind === "sent" && event.node === "ledger" && event.data.body?.includes("count") === true
				? [event.data.body]
				: [],
		);
		expect(counts).toEqual(['{"count":1}', '{"count":2}', '{"count":3}']);
	});
});
