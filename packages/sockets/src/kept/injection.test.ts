import { type PostgresServer, startPostgres } from "@roundtrip/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type KeptForTest, keepForTest } from "../testing/kept.ts";

const PATIENCE_MS = 60_000;

const BANK = `
types: { Note: { text: text 20B } }
nodes: { phone: { is: client }, bank: { is: server }, ledger: { is: database, rows: 5, amounts: { seats: 5 } } }
links: { phone -> bank: { rtt: 2ms }, bank -> ledger: { rtt: 2ms } }
routes:
  bank:
    POST /notes: [ { query: ledger, effect: note }, { query: ledger, adds: seats }, { publish: notes }, { reply: 201 } ]
    GET /notes: [ { wait: notes, ever: true, at-most: 1s }, { reply: 200 } ]
    GET /seats: [ { query: ledger, reads: seats }, { query: ledger }, { reply: 204 } ]
    json-rpc notes.add: [ { query: ledger, effect: note }, { reply: 200, data: Note } ]
traffic: [ { phone: POST /notes } ]`;

const INJECTIONS = [
	"'; DROP TABLE effects; --",
	"x'); DELETE FROM effects; INSERT INTO effects (effect, call) VALUES ('x",
	'{"sql":"DROP TABLE amounts","parameters":[]}',
	"$1; SELECT pg_sleep(60)",
	"\\'; ROLLBACK; --",
];

let postgres: PostgresServer;
beforeAll(async () => {
	postgres = await startPostgres();
}, PATIENCE_MS);
afterAll(() => postgres.stop());

/** What a stranger says is at most stored: statements have parameters, and who makes them is the scenario. */
describe.each([
	["the embedded database", () => ({})],
	["PostgreSQL", () => ({ ledger: postgres.url })],
])("a stranger who says SQL to a kept server on %s", (_engine, databases) => {
	let kept: KeptForTest;
	beforeAll(async () => {
		kept = await keepForTest(BANK, { databases: databases() });
	}, PATIENCE_MS);
	afterAll(() => kept.end());

	it.each(INJECTIONS)("%s: is heard as it was said, and every table is as it was", async (text) => {
		const posted = await fetch(kept.url("bank", "/notes"), { method: "POST", body: text });
		expect(posted.status).toBe(201);
		expect(await (await fetch(kept.url("bank", "/notes"))).text()).toBe(text);
		expect((await fetch(kept.url("bank", "/seats"))).status).toBe(204);
	});

	it("says it in a path, a field or a procedure: nothing comes of it", async () => {
		const [text = ""] = INJECTIONS;
		const inPath = await fetch(kept.url("bank", `/notes?id=${encodeURIComponent(text)}`), {
			headers: { "x-id": text },
		});
		expect(inPath.status).toBe(200);
		const rpc = await fetch(kept.url("bank", "/rpc"), {
			method: "POST",
			headers: { "content-type": "application/json" },
			body: JSON.stringify({ jsonrpc: "2.0", method: "notes.add", params: { text }, id: 1 }),
		});
		expect(await rpc.json()).toMatchObject({ id: 1, result: { text: expect.any(String) } });
		expect((await fetch(kept.url("bank", "/seats"))).status).toBe(204);
	});
});
