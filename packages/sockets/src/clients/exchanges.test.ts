import { describe, expect, test } from "vitest";
import { rehearse, scenarioOf } from "../testing/rehearse.ts";
import { eventsOf, storyOf } from "../testing/story.ts";

const BANK = `
nodes:
  phone: { is: client, timeout: 500ms, retry: { attempts: 2, backoff: 5ms, jitter: none } }
  bank: { is: server, workers: 1, queue: 100 }
  ledger: { is: database }
links:
  phone -> bank: { rtt: 4ms, rate: 10Mbit/s }
  bank -> ledger: { rtt: 2ms }
routes:
  bank:
    POST /transfers: [ { work: 1ms }, { query: ledger, effect: transfer, takes: 1ms }, { reply: 201, size: 200B } ]
    GET /balance: [ { query: ledger }, { reply: 200, body: '{"balance": 7}' } ]
`;

test("a transfer, told by everyone who had a part in it", async () => {
	const trace = await rehearse(scenarioOf(`${BANK}\ntraffic: [ { phone: POST /transfers } ]`));
	expect(storyOf(trace)).toEqual([
		"phone begun e1.1",
		"phone connecting e1.1",
		"phone connected e1.1",
		"phone sent e1.1>",
		"bank delivered e1.1>",
		"bank started e1.1",
		"bank connecting e1.1/1",
		"bank connected e1.1/1",
		"bank sent e1.1/1>",
		"ledger delivered e1.1/1>",
		"ledger started e1.1/1",
		"ledger committed e1.1/1",
		"ledger replied e1.1/1",
		"ledger sent e1.1/1<",
		"bank delivered e1.1/1<",
		"bank replied e1.1",
		"bank sent e1.1<",
		"phone delivered e1.1<",
		"phone settled e1.1",
	]);
	// Each event follows from the one before it, here where nothing happens beside.
	expect([...trace.events()].map((event) => event.causes)).toEqual(
		Array.from({ length: trace.length }, (_, seq) => (seq === 0 ? [] : [seq - 1])),
	);
	expect(eventsOf(trace, "settled")[0]?.data).toEqual({ belief: "ok", status: 201, why: "answered" });
});

test("a lost request never comes to the server, and the next attempt does", async () => {
	const scenario = scenarioOf(`${BANK}
traffic: [ { phone: POST /transfers } ]
faults: [ { lose: request, on: phone -> bank, nth: 1 } ]`);
	const trace = await rehearse(scenario);
	expect(storyOf(trace, "lost", "timed-out", "closed", "retried", "committed", "settled")).toEqual([
		"phone lost e1.1>",
		"phone timed-out e1.1",
		"phone closed e1.1",
		"phone retried e1.2",
		"ledger committed e1.2/1",
		"phone settled e1.2",
	]);
	expect(eventsOf(trace, "lost")[0]?.data).toEqual({ to: "bank", where: 0.5, why: "fault", fault: 0 });
	expect(eventsOf(trace, "closed")[0]?.data).toEqual({ to: "bank", why: "gave-up" });
	expect(eventsOf(trace, "connecting").map((event) => event.connection)).toEqual([
		"phone->bank#1",
		"phone->bank#2",
		"bank->ledger#1",
	]);
});

test("a lost response leaves its effect behind, and the second attempt doubles it", async () => {
	const scenario = scenarioOf(`${BANK}
traffic: [ { phone: POST /transfers } ]
faults: [ { lose: e1.1< } ]`);
	const trace = await rehearse(scenario);
	expect(storyOf(trace, "lost", "timed-out", "committed", "settled")).toEqual([
		"ledger committed e1.1/1",
		"bank lost e1.1<",
		"phone timed-out e1.1",
		"ledger committed e1.2/1",
		"phone settled e1.2",
	]);
});

test("a response that is held up for too long comes to a connection that is over", async () => {
	const scenario = scenarioOf(`${BANK}
traffic: [ { phone: POST /transfers } ]
faults: [ { delay: response, on: phone -> bank, nth: 1, by: 2s } ]`);
	const trace = await rehearse(scenario);
	expect(storyOf(trace, "delayed", "lost", "timed-out", "settled")).toEqual([
		"bank delayed e1.1<",
		"phone timed-out e1.1",
		"phone settled e1.2",
		"bank lost e1.1<",
	]);
	expect(eventsOf(trace, "lost")[0]?.data).toEqual({ to: "phone", where: 1, why: "closed" });
	expect(eventsOf(trace, "delayed")[0]?.data).toEqual({ by: 2e9, fault: 0 });
});

test("a request that is held up a little is only late", async () => {
	const scenario = scenarioOf(`${BANK}
traffic: [ { phone: POST /transfers } ]
faults: [ { delay: request, on: phone -> bank, by: 20ms } ]`);
	const trace = await rehearse(scenario);
	const [sent] = eventsOf(trace, "sent");
	const [delivered] = eventsOf(trace, "delivered");
	expect((delivered?.at ?? 0) - (sent?.at ?? 0)).toBeGreaterThanOrEqual(22e6);
	expect(eventsOf(trace, "settled")[0]?.data.belief).toBe("ok");
});

describe("connections", () => {
	const five = (connections: number): string => `
nodes:
  phone: { is: client, connections: ${connections} }
  bank: { is: server }
links: { phone -> bank: { rtt: 2ms } }
routes: { bank: { GET /: [ { work: 2ms }, { reply: 204 } ] } }
traffic: [ { phone: GET /, times: 5 } ]`;

	test("five requests at once open five connections", async () => {
		const trace = await rehearse(scenarioOf(five(6)));
		expect(eventsOf(trace, "connecting").map((event) => event.connection)).toEqual(
			[1, 2, 3, 4, 5].map((nth) => `phone->bank#${nth}`),
		);
	});

	test("beyond the limit they wait their turn, first come, first served", async () => {
		const trace = await rehearse(scenarioOf(five(2)));
		expect(storyOf(trace, "queued")).toEqual(["phone queued e3.1", "phone queued e4.1", "phone queued e5.1"]);
		expect(eventsOf(trace, "connecting")).toHaveLength(2);
		const requests = storyOf(trace, "sent").filter((line) => line.endsWith(">"));
		expect(requests).toEqual([1, 2, 3, 4, 5].map((nth) => `phone sent e${nth}.1>`));
	});

	test("who waits for a connection until the timeout has sent nothing, and knows that it failed", async () => {
		const scenario = scenarioOf(`
nodes:
  phone: { is: client, connections: 1, timeout: 1s }
  bank: { is: server }
links: { phone -> bank: { rtt: 200ms } }
routes: { bank: { GET /: [ { work: 1200ms }, { reply: 204 } ] } }
traffic: [ { phone: GET /, times: 2 } ]`);
		const trace = await rehearse(scenario);
		expect(eventsOf(trace, "settled").map((event) => event.data)).toEqual([
			{ belief: "unknown", why: "timed-out" },
			{ belief: "failed", why: "not-sent" },
		]);
		expect(storyOf(trace, "timed-out", "closed")).toContain("phone closed e1.1");
	});

	test("a timeout while a connection is opening ends both", async () => {
		const scenario = scenarioOf(`
nodes: { phone: { is: client, timeout: 5ms }, bank: { is: server } }
links: { phone -> bank: { rtt: 20ms } }
routes: { bank: { GET /: [ { reply: 204 } ] } }
traffic: [ { phone: GET / } ]`);
		const trace = await rehearse(scenario);
		expect(storyOf(trace)).toEqual([
			"phone begun e1.1",
			"phone connecting e1.1",
			"phone timed-out e1.1",
			"phone closed e1.1",
			"phone settled e1.1",
		]);
		expect(eventsOf(trace, "settled")[0]?.data).toEqual({ belief: "failed", why: "not-sent" });
	});
});

test("one by one means that each begins when the one before is over", async () => {
	const trace = await rehearse(scenarioOf(`${BANK}\ntraffic: [ { phone: GET /balance, times: 3, one-by-one: true } ]`));
	expect(storyOf(trace, "begun", "settled")).toEqual([
		"phone begun e1.1",
		"phone settled e1.1",
		"phone begun e2.1",
		"phone settled e2.1",
		"phone begun e3.1",
		"phone settled e3.1",
	]);
	const settled = eventsOf(trace, "settled").map((event) => [event.seq]);
	expect(eventsOf(trace, "begun").map((event) => event.causes)).toEqual([[], ...settled.slice(0, 2)]);
});

test.each(["http/1.1", "http/2"])("over %s whoever is sent on asks there, on the same connection", async (over) => {
	const scenario = scenarioOf(`
nodes: { phone: { is: client }, shop: { is: server } }
links: { phone -> shop: { rtt: 4ms, rate: 10Mbit/s, over: ${over} } }
routes: { shop: { POST /old: [ { reply: 303, location: /new } ], GET /new: [ { reply: 200 } ] } }
traffic: [ { phone: POST /old, body: "{}" } ]`);
	const trace = await rehearse(scenario);
	expect(storyOf(trace).filter((line) => /^phone (?!packet)/.test(line))).toEqual([
		"phone begun e1.1",
		"phone connecting e1.1",
		"phone connected e1.1",
		"phone sent e1.1>",
		"phone delivered e1.1<",
		"phone retried e1.2",
		"phone sent e1.2>",
		"phone delivered e1.2<",
		"phone settled e1.2",
	]);
	expect(eventsOf(trace, "retried")[0]?.data).toEqual({ to: "shop", waited: 0, redirect: "/new" });
	expect(eventsOf(trace, "sent")[2]?.data).toMatchObject({ summary: "GET /new", body: "" });
	expect(eventsOf(trace, "settled")[0]?.data).toEqual({ belief: "ok", status: 200, why: "answered" });
});

test("what is asked behind a redirect has its effect, and the database knows it for that route's", async () => {
	const scenario = scenarioOf(`
nodes: { phone: { is: client }, shop: { is: server }, stock: { is: database } }
links: { phone -> shop: { rtt: 4ms }, shop -> stock: { rtt: 2ms } }
routes:
  shop:
    POST /old: [ { query: stock, effect: note }, { reply: 308, location: /new } ]
    POST /new: [ { query: stock }, { query: stock, effect: order }, { reply: 201 } ]
traffic: [ { phone: POST /old, body: "{}" } ]`);
	const trace = await rehearse(scenario);
	expect(eventsOf(trace, "committed").map(({ call, data }) => `${call} ${data.effect}`)).toEqual([
		"e1.1/1 note",
		"e1.2/2 order",
	]);
	expect(eventsOf(trace, "settled")[0]?.data).toEqual({ belief: "ok", status: 201, why: "answered" });
});

test("one timeout holds for all that a try is sent through, and another try begins from the beginning", async () => {
	const scenario = scenarioOf(`
nodes: { phone: { is: client, timeout: 400ms, retry: { attempts: 2, backoff: 5ms, jitter: none } }, shop: { is: server } }
links: { phone -> shop: { rtt: 4ms } }
routes: { shop: { GET /old: [ { reply: 302, location: /new } ], GET /new: [ { work: 1s }, { reply: 200 } ] } }
traffic: [ { phone: GET /old } ]`);
	const trace = await rehearse(scenario);
	expect(storyOf(trace, "retried", "timed-out", "settled")).toEqual([
		"phone retried e1.2",
		"phone timed-out e1.2",
		"phone retried e1.3",
		"phone retried e1.4",
		"phone timed-out e1.4",
		"phone settled e1.4",
	]);
	const [begun] = eventsOf(trace, "begun");
	const [sentOn] = eventsOf(trace, "retried");
	const leftNs = 400e6 - ((sentOn?.at ?? 0) - (begun?.at ?? 0));
	expect(eventsOf(trace, "timed-out")[0]?.data.after).toBe(leftNs);
});

test("every message that leaves arrives or is lost, whatever the faults", async () => {
	const impatient = BANK.replace("queue: 100", "queue: 100, timeout: 300ms");
	const scenario = scenarioOf(`${impatient}
traffic: [ { phone: POST /transfers, times: 12, every: 3ms }, { phone: GET /balance, rate: 100/s, for: 100ms } ]
faults:
  - { lose: request, on: phone -> bank, nth: 3 }
  - { lose: response, on: bank -> ledger, nth: 5 }
  - { delay: response, on: phone -> bank, nth: 2, by: 1s }
  - { lose: response, on: phone -> bank, nth: 9 }`);
	const trace = await rehearse(scenario);
	const ends = [...eventsOf(trace, "delivered"), ...eventsOf(trace, "lost")].map((event) => event.message).sort();
	const sent = eventsOf(trace, "sent").map((event) => event.message);
	expect(ends).toEqual(sent.toSorted());
	expect(new Set(sent).size).toBe(sent.length);
	for (const event of trace.events()) for (const cause of event.causes) expect(cause).toBeLessThan(event.seq);
});
