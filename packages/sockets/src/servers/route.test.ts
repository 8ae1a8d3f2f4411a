import { expect, test } from "vitest";
import { rehearse, scenarioOf } from "../testing/rehearse.ts";
import { eventsOf, storyOf } from "../testing/story.ts";

test("with one worker and room for one to wait, the third request is turned away at once", async () => {
	const scenario = scenarioOf(`
nodes: { phone: { is: client }, bank: { is: server, workers: 1, queue: 1 } }
links: { phone -> bank: { rtt: 2ms } }
routes: { bank: { GET /: [ { work: 100ms }, { reply: 200 } ] } }
traffic: [ { phone: GET /, times: 3 } ]`);
	const trace = await rehearse(scenario);
	expect(storyOf(trace, "queued", "started", "replied")).toEqual([
		"bank started e1.1",
		"bank queued e2.1",
		"bank replied e3.1",
		"bank replied e1.1",
		"bank started e2.1",
		"bank replied e2.1",
	]);
	expect(eventsOf(trace, "settled").map((event) => event.data.status)).toEqual([503, 200, 200]);
	const [, second] = eventsOf(trace, "started");
	const causes = second?.causes.map((cause) => trace.event(cause));
	expect(causes).toMatchObject([
		{ kind: "queued", call: "e2.1" },
		{ kind: "replied", call: "e1.1" },
	]);
});

test("a database that does not answer in time is a 504 for the client, and its row is there all the same", async () => {
	const scenario = scenarioOf(`
nodes: { phone: { is: client }, bank: { is: server, timeout: 100ms }, ledger: { is: database } }
links: { phone -> bank: { rtt: 2ms }, bank -> ledger: { rtt: 2ms } }
routes: { bank: { POST /: [ { query: ledger, effect: transfer, takes: 300ms }, { reply: 201 } ] } }
traffic: [ { phone: POST / } ]`);
	const trace = await rehearse(scenario);
	expect(storyOf(trace, "timed-out", "closed", "replied", "settled", "committed", "lost")).toEqual([
		"bank timed-out e1.1/1",
		"bank closed e1.1/1",
		"bank replied e1.1",
		"phone settled e1.1",
		"ledger committed e1.1/1",
		"ledger replied e1.1/1",
		"ledger lost e1.1/1<",
	]);
	expect(eventsOf(trace, "settled")[0]?.data).toMatchObject({ belief: "unknown", status: 504 });
	expect(eventsOf(trace, "lost")[0]?.data).toEqual({ to: "bank", where: 0, why: "closed" });
});

test("a database with one worker lets statements wait", async () => {
	const scenario = scenarioOf(`
nodes: { phone: { is: client }, bank: { is: server }, ledger: { is: database, workers: 1 } }
links: { phone -> bank: { rtt: 2ms }, bank -> ledger: { rtt: 0ms } }
routes: { bank: { POST /: [ { query: ledger, effect: transfer, takes: 50ms }, { query: ledger }, { reply: 201 } ] } }
traffic: [ { phone: POST /, times: 2 } ]`);
	const trace = await rehearse(scenario);
	expect(storyOf(trace, "queued")[0]).toBe("ledger queued e2.1/1");
	expect(eventsOf(trace, "committed").map((event) => event.data)).toEqual([
		{ effect: "transfer" },
		{ effect: "transfer" },
	]);
	expect(eventsOf(trace, "settled").every((event) => event.data.status === 201)).toBe(true);
});
