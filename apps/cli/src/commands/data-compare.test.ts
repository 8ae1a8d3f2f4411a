import type { Trace } from "@roundtrip/model";
import { type PostgresServer, startPostgres } from "@roundtrip/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BothWorlds, expectSameShape, inBothWorlds, PATIENCE, scenarioOf } from "../testing/both-worlds.ts";
import { sample } from "../testing/sample.ts";

/** What caches and databases say of each call, in the order of its events. */
function decisions(trace: Trace): Readonly<Record<string, readonly string[]>> {
	const said: Record<string, string[]> = {};
	for (const event of trace.events()) {
		const isTold =
			event.kind === "looked-up" || event.kind === "stored" || event.kind === "aborted" || event.kind === "committed";
		if (isTold || event.kind === "queued") {
			const name = `${event.node} ${event.call}`;
			said[name] = [...(said[name] ?? []), `${event.kind} ${JSON.stringify(event.data)}`];
		}
	}
	return Object.fromEntries(Object.entries(said).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Contents of answers, by message: amounts that were read, and what was aborted. */
function answers(trace: Trace): Readonly<Record<string, string | undefined>> {
	const bodies: Record<string, string | undefined> = {};
	for (const event of trace.events()) {
		if (event.kind === "sent" && event.node === "ledger") bodies[event.message] = event.data.body;
	}
	return bodies;
}

function expectAlike(both: BothWorlds): void {
	expectSameShape(both);
	expect(decisions(both.real)).toEqual(decisions(both.simulated));
	expect(answers(both.real)).toEqual(answers(both.simulated));
}

const shop = (routes: string, traffic: string, more = ""): string => `
nodes:
  ann: { is: client, timeout: 5s }
  bob: { is: client, timeout: 5s }
  edge: { is: cache, of: shop }
  shop: { is: server }
links:
  ann -> edge: { rtt: 10ms }
  bob -> edge: { rtt: 10ms }
  edge -> shop: { rtt: 40ms }
routes: { shop: { ${routes} } }
traffic: ${traffic}
${more}`;
const got = (fields: string): string => `GET /a: [ { work: 20ms }, { reply: 200, size: 90B, headers: { ${fields} } } ]`;
const TWICE = "[ { ann: GET /a }, { ann: GET /a, at: 400ms } ]";
const LATER = "[ { ann: GET /a }, { ann: GET /a, at: 1700ms } ]";

/** By what RFC 9111 and its companions say. */
const CACHES: Readonly<Record<string, string>> = {
	"max-age: fresh, then confirmed by its entity tag": shop(
		got(`cache-control: max-age=1, etag: '"v"'`),
		"[ { ann: GET /a }, { bob: GET /a, at: 400ms }, { ann: GET /a, at: 1700ms } ]",
	),
	"s-maxage, which goes before max-age in a shared cache": shop(got('cache-control: "max-age=60, s-maxage=1"'), LATER),
	"an Age that it had already": shop(got("cache-control: max-age=60, age: '59'"), LATER),
	"Last-Modified: a tenth of its age is guessed to be its lifetime, and then it is asked": shop(
		got('last-modified: "Thu, 01 Jan 2015 00:00:00 GMT"'),
		TWICE,
	),
	"Vary, by a field of the request": shop(
		got("cache-control: max-age=60, vary: accept-language"),
		`[ { ann: GET /a, headers: { accept-language: de } }, { bob: GET /a, at: 300ms, headers: { accept-language: fr } },
		   { ann: GET /a, at: 600ms, headers: { accept-language: de } } ]`,
	),
	"Vary: *, which fits nothing": shop(got('cache-control: max-age=60, vary: "*"'), TWICE),
	"no-store": shop(got("cache-control: no-store"), TWICE),
	"private, in a shared cache": shop(got('cache-control: "private, max-age=60"'), TWICE),
	"no-cache: stored, and confirmed each time": shop(got(`cache-control: no-cache, etag: '"v"'`), TWICE),
	"authorization, which nobody else may profit from": shop(
		got("cache-control: max-age=60"),
		"[ { ann: GET /a, headers: { authorization: Bearer x } }, { bob: GET /a, at: 400ms } ]",
	),
	"a client that has it already is told 304": shop(
		got(`cache-control: max-age=60, etag: '"v"'`),
		`[ { ann: GET /a }, { ann: GET /a, at: 400ms, headers: { if-none-match: '"v"' } } ]`,
	),
	"a client that wants the server asked": shop(
		got(`cache-control: max-age=60, etag: '"v"'`),
		"[ { ann: GET /a }, { ann: GET /a, at: 400ms, headers: { cache-control: no-cache } } ]",
	),
	"requests for the same at the same time": shop(
		got("cache-control: max-age=60"),
		"[ { ann: GET /a, times: 3 }, { bob: GET /a, at: 15ms } ]",
	),
	"an unsafe method, after which all of it is gone": shop(
		`${got("cache-control: max-age=60")}, PUT /a: [ { reply: 204 } ]`,
		"[ { ann: GET /a }, { ann: PUT /a, at: 300ms }, { bob: GET /a, at: 600ms } ]",
	),
	"an unsafe method that failed, after which it stays": shop(
		`${got("cache-control: max-age=60")}, PUT /a: [ { reply: 403 } ]`,
		"[ { ann: GET /a }, { ann: PUT /a, at: 300ms }, { bob: GET /a, at: 600ms } ]",
	),
	"stale-while-revalidate": shop(
		got(`cache-control: "max-age=1, stale-while-revalidate=9", etag: '"v"'`),
		"[ { ann: GET /a }, { ann: GET /a, at: 1700ms }, { bob: GET /a, at: 2200ms } ]",
	),
	"stale-if-error, where the server is gone": shop(
		got('cache-control: "max-age=1, stale-if-error=60"'),
		LATER,
		"faults: [ { crash: shop, at: 800ms } ]",
	),
	"must-revalidate, where the server is gone": shop(
		got(`cache-control: "max-age=1, must-revalidate, stale-if-error=60", etag: '"v"'`),
		LATER,
		"faults: [ { crash: shop, at: 800ms } ]",
	),
};

const ledger = (routes: string, traffic: string, more = ""): string => `
nodes:
  ann: { is: client, timeout: 8s }
  bob: { is: client, timeout: 8s }
  shop: { is: server }
  ledger: { is: database, amounts: { x: 5, y: 0 }, patience: 1s }
links: { ann -> shop: { rtt: 10ms }, bob -> shop: { rtt: 10ms }, shop -> ledger: { rtt: 20ms } }
routes: { shop: { ${routes}, GET /x: [ { query: ledger, reads: x }, { query: ledger, reads: y }, { query: ledger }, { reply: 200 } ] } }
traffic: ${traffic}
${more}`;
const sale = (path: string, how: string, work = "200ms"): string =>
	`POST /${path}: [ { transaction: ledger, ${how} steps: [ { query: ledger, reads: x }, { work: ${work} }, { query: ledger, writes: x, by: -1 }, { query: ledger, effect: sale } ] }, { reply: 201 } ]`;
const BOTH = "[ { ann: POST /buy }, { bob: POST /buy, at: 100ms }, { ann: GET /x, at: 4s } ]";
const crossed = (isolation: string): string =>
	`POST /buy: [ { transaction: ledger, isolation: ${isolation}, steps: [ { query: ledger, reads: x }, { query: ledger, reads: y }, { work: 400ms }, { query: ledger, writes: x } ] }, { reply: 201 } ],
	 POST /sell: [ { transaction: ledger, isolation: ${isolation}, steps: [ { query: ledger, reads: x }, { query: ledger, reads: y }, { work: 400ms }, { query: ledger, writes: y } ] }, { reply: 201 } ]`;
const CROSSED = "[ { ann: POST /buy }, { bob: POST /sell, at: 150ms }, { ann: GET /x, at: 3s } ]";

/** By what becomes of it. */
const TRANSACTIONS: Readonly<Record<string, string>> = {
	// A connection for each statement: whose is free when the other one comes depends on how long a disk takes.
	"an update that is lost under read committed": ledger(
		sale("buy", ""),
		"[ { ann: POST /buy }, { bob: POST /buy, at: 160ms }, { ann: GET /x, at: 4s } ]",
	).replace("shop -> ledger: { rtt: 20ms }", "shop -> ledger: { rtt: 20ms, keep-alive: false }"),
	"an update that is refused under serializable, with 409": ledger(sale("buy", "isolation: serializable,"), BOTH),
	"an update that is tried again under serializable": ledger(
		sale("buy", "isolation: serializable, attempts: 3,"),
		BOTH,
	),
	"a status of the scenario's own for what is refused": ledger(
		sale("buy", "isolation: serializable, otherwise: 503,"),
		BOTH,
	),
	"one statement, which loses nothing": ledger(
		"POST /buy: [ { query: ledger, adds: x, by: -1 }, { query: ledger, effect: sale }, { reply: 201 } ]",
		BOTH,
	),
	"a write that waits for another transaction's": ledger(
		"POST /buy: [ { transaction: ledger, steps: [ { query: ledger, adds: x }, { work: 400ms } ] }, { reply: 201 } ]",
		BOTH,
	),
	"a statement alone that waits for a transaction": ledger(
		`POST /buy: [ { transaction: ledger, steps: [ { query: ledger, adds: x }, { work: 500ms } ] }, { reply: 201 } ],
		 POST /one: [ { query: ledger, adds: x }, { reply: 201 } ]`,
		"[ { ann: POST /buy }, { bob: POST /one, at: 200ms }, { ann: GET /x, at: 3s } ]",
	),
	"a wait that is too long": ledger(
		"POST /buy: [ { transaction: ledger, steps: [ { query: ledger, adds: x }, { work: 900ms }, { query: ledger }, { work: 900ms } ] }, { reply: 201 } ]",
		BOTH,
	),
	"two that wait for each other": ledger(
		`POST /buy: [ { transaction: ledger, steps: [ { query: ledger, adds: x }, { work: 400ms }, { query: ledger, adds: y } ] }, { reply: 201 } ],
		 POST /sell: [ { transaction: ledger, steps: [ { query: ledger, adds: y }, { work: 400ms }, { query: ledger, adds: x } ] }, { reply: 201 } ]`,
		CROSSED,
	),
	"two that change what the other one has read, under read committed": ledger(crossed("read-committed"), CROSSED),
	"two that change what the other one has read, under serializable": ledger(crossed("serializable"), CROSSED),
	"a count that another transaction changes, under serializable": ledger(
		"POST /buy: [ { transaction: ledger, isolation: serializable, steps: [ { query: ledger }, { work: 400ms }, { query: ledger, effect: sale } ] }, { reply: 201 } ]",
		BOTH,
	),
	"a pool of one connection, which a transaction keeps": ledger(sale("buy", ""), BOTH).replace(
		"shop -> ledger: { rtt: 20ms }",
		"shop -> ledger: { rtt: 20ms, connections: 1 }",
	),
	"a transaction that asks another server, which fails": ledger(
		"POST /buy: [ { transaction: ledger, steps: [ { query: ledger, adds: x }, { ask: bank, request: POST /pay } ] }, { reply: 201 } ]",
		"[ { ann: POST /buy }, { ann: GET /x, at: 2s } ]",
	)
		.replace("shop: { is: server }", "shop: { is: server }\n  bank: { is: server }")
		.replace("shop -> ledger", "shop -> bank: { rtt: 20ms }, shop -> ledger")
		.replace("routes: {", "routes: { bank: { POST /pay: [ { reply: 402 } ] }, "),
	"a transaction whose server dies: it is rolled back when nothing comes": ledger(
		sale("buy", "", "300ms"),
		"[ { ann: POST /buy }, { ann: GET /x, at: 3s } ]",
		"faults: [ { crash: shop, at: 250ms, restart-at: 1s } ]",
	),
};

describe("caches in both worlds", () => {
	it.each(sample(Object.entries(CACHES), 2))("%s", PATIENCE, async (_about, text) => {
		expectAlike(await inBothWorlds(scenarioOf(text)));
	});
});

/** Which of two transactions comes first depends on how long a first statement takes. */
const REHEARSED = { isRehearsed: true } as const;

describe("transactions in both worlds", () => {
	let postgres: PostgresServer;
	beforeAll(async () => {
		postgres = await startPostgres();
	}, 60_000);
	afterAll(() => postgres.stop());

	describe.each(sample(Object.entries(TRANSACTIONS), 1))("%s", (_about, text) => {
		it("in the embedded database", PATIENCE, async () => {
			expectAlike(await inBothWorlds(scenarioOf(text), REHEARSED));
		});

		it("in PostgreSQL", PATIENCE, async () => {
			expectAlike(await inBothWorlds(scenarioOf(text), { ...REHEARSED, databases: { ledger: postgres.url } }));
		});
	});
});
