import type { Trace } from "@roundtrip/model";
import { type PostgresServer, startPostgres } from "@roundtrip/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BothWorlds, expectSameShape, inBothWorlds, PATIENCE, scenarioOf } from "../testing/both-worlds.ts";
import { sample } from "../testing/sample.ts";

/** What was found of keys, committed and undone, in the order of each call's events. */
function decisions(trace: Trace): Readonly<Record<string, readonly string[]>> {
	const said: Record<string, string[]> = {};
	for (const event of trace.events()) {
		if (event.kind !== "keyed" && event.kind !== "committed" && event.kind !== "aborted") continue;
		const name = `${event.node} ${event.call}`;
		said[name] = [...(said[name] ?? []), `${event.kind} ${JSON.stringify(event.data)}`];
	}
	return Object.fromEntries(Object.entries(said).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What clients and databases are sent and answered, byte for byte but for the time of day that records of keys hold. */
function contents(trace: Trace): Readonly<Record<string, string>> {
	const said: Record<string, string> = {};
	for (const event of trace.events()) {
		if (event.kind !== "sent") continue;
		const { summary, body = "", head = "" } = event.data;
		const fields = head.split("\r\n").filter((line) => /^(idempot|retry-after|content-)/i.test(line));
		said[event.message] = [summary, ...fields, body.replace(/\d{13}(\.\d+)?/g, "<ms>")].join("\n");
	}
	return said;
}

function expectAlike(both: BothWorlds): void {
	expectSameShape(both);
	expect(decisions(both.real)).toEqual(decisions(both.simulated));
	expect(contents(both.real)).toEqual(contents(both.simulated));
}

const KEY = `headers: { idempotency-key: '"0123456789abcdef"' }`;

function bank(steps: string, traffic: string, { phone = "", ledger = "", more = "" } = {}): string {
	return `
nodes:
  ann: { is: client, timeout: 1s ${phone} }
  bob: { is: client, timeout: 1s }
  bank: { is: server }
  ledger: { is: database ${ledger} }
links: { ann -> bank: { rtt: 20ms }, bob -> bank: { rtt: 20ms }, bank -> ledger: { rtt: 20ms } }
routes:
  bank:
    POST /a: [ ${steps}, { reply: 201, body: '{"done":true}', headers: { location: /a/1 } } ]
    POST /b: [ ${steps}, { reply: 201 } ]
traffic: ${traffic}
${more}`;
}

const RETRIES = ", key: exchange, retry: { attempts: 4, backoff: 100ms, jitter: none }";
const DO = "{ query: ledger, effect: transfer }";
const TWICE = `[ { ann: POST /a, ${KEY}, body: x }, { ann: POST /a, at: 500ms, ${KEY}, body: x } ]`;
const LOST = "faults: [ { lose: e1.1< } ]";

/** By what becomes of it. */
const STORED: Readonly<Record<string, string>> = {
	"a lost answer, given again from the database": bank(`{ once: ledger }, ${DO}`, "[ { ann: POST /a, body: x } ]", {
		...{ phone: RETRIES, more: LOST },
	}),
	"a lost answer, given again where the key was stored apart": bank(
		`{ once: ledger, store: apart }, ${DO}`,
		"[ { ann: POST /a, body: x } ]",
		{ phone: RETRIES, more: LOST },
	),
	"a key that is in flight, refused": bank(
		`{ once: ledger }, { work: 300ms }, ${DO}`,
		`[ { ann: POST /a, ${KEY} }, { bob: POST /a, at: 200ms, ${KEY} }, { ann: POST /a, at: 290ms, ${KEY} } ]`,
	),
	"a key that is in flight, waited for": bank(
		`{ once: ledger, in-flight: wait, scope: everybody }, { work: 300ms }, ${DO}`,
		`[ { ann: POST /a, ${KEY} }, { bob: POST /a, at: 200ms, ${KEY} } ]`,
	),
	"a key that its route's failure gives back": bank(
		`{ once: ledger }, ${DO}, { ask: other, request: POST /pay }`,
		TWICE,
	)
		.replace("bank: { is: server }", "bank: { is: server }\n  other: { is: server }")
		.replace("bank -> ledger", "bank -> other: { rtt: 10ms }, bank -> ledger")
		.replace("routes:\n", "routes:\n  other: { POST /pay: [ { reply: 402 } ] }\n"),
	"a row of which there can be one, alone": bank(
		"{ query: ledger, effect: transfer, unique: exchange }",
		"[ { ann: POST /a } ]",
		{ phone: RETRIES, more: LOST },
	),
	"a row of which there can be one, in a transaction": bank(
		"{ transaction: ledger, steps: [ { query: ledger, effect: debit, with: [credit], unique: exchange }, { query: ledger } ] }",
		"[ { ann: POST /a } ]",
		{ phone: RETRIES, more: LOST },
	),
};

const ELSEWHERE: Readonly<Record<string, string>> = {
	"no key, and none that can be read": bank(
		`{ once: ledger }, ${DO}`,
		"[ { ann: POST /a }, { ann: POST /a, at: 300ms, headers: { idempotency-key: plain } } ]",
	),
	"a key that comes with another content": bank(
		`{ once: ledger }, ${DO}`,
		`[ { ann: POST /a, ${KEY}, body: x }, { ann: POST /a, at: 500ms, ${KEY}, body: y } ]`,
	),
	"a key that has expired": bank(`{ once: ledger, lifetime: 200ms }, ${DO}`, TWICE),
	"the same key of two clients and of two routes": bank(
		`{ once: ledger }, ${DO}`,
		`[ { ann: POST /a, ${KEY} }, { bob: POST /a, at: 400ms, ${KEY} }, { ann: POST /b, at: 800ms, ${KEY} } ]`,
	),
	"the same key of two clients, where it is everybody's": bank(
		`{ once: ledger, scope: everybody }, ${DO}`,
		`[ { ann: POST /a, ${KEY} }, { bob: POST /a, at: 400ms, ${KEY} } ]`,
	),
	"keys as Stripe takes them": bank(`{ once: ledger, policy: stripe }, ${DO}`, "[ { ann: POST /a } ]", {
		...{ phone: RETRIES, more: LOST },
	}),
	"no key where none is needed": bank(`{ once: ledger, policy: stripe }, ${DO}`, "[ { ann: POST /a } ]"),
	"an answer that isn't stored": bank(`{ once: ledger, policy: square }, ${DO}`, TWICE.replaceAll(/'"|"'/g, "'"), {
		more: "",
	}).replaceAll("reply: 201", "reply: 409"),
	"a new key for each try": bank(`{ once: ledger }, ${DO}`, "[ { ann: POST /a } ]", {
		...{ phone: RETRIES.replace("exchange", "attempt"), more: LOST },
	}),
	"keys in memory, refused in flight and given again": bank(
		`{ once: ledger, store: memory }, { work: 200ms }, ${DO}`,
		`[ { ann: POST /a, ${KEY} }, { ann: POST /a, at: 150ms, ${KEY} }, { ann: POST /a, at: 600ms, ${KEY} } ]`,
	),
	"keys in memory, waited for": bank(
		`{ once: ledger, store: memory, in-flight: wait }, { work: 200ms }, ${DO}`,
		`[ { ann: POST /a, ${KEY} }, { ann: POST /a, at: 150ms, ${KEY} } ]`,
	),
	"keys in memory, which a crash takes": bank(`{ once: ledger, store: memory }, ${DO}`, TWICE, {
		more: "faults: [ { crash: bank, at: 250ms, restart-at: 350ms } ]",
	}),
	"a death between the effect and the commit": bank(
		`{ once: ledger }, ${DO}, { work: 200ms }`,
		"[ { ann: POST /a } ]",
		{
			phone: ", key: exchange, retry: { attempts: 4, backoff: 600ms, jitter: none }",
			ledger: ", patience: 300ms",
			more: "faults: [ { crash: bank, at: 250ms, restart-at: 400ms } ]",
		},
	),
	"a death between the effect and the key that is stored apart": bank(
		`{ once: ledger, store: apart, lease: 300ms, lost: run-again }, ${DO}, { work: 200ms }`,
		"[ { ann: POST /a } ]",
		{
			phone: ", key: exchange, retry: { attempts: 4, backoff: 600ms, jitter: none }",
			more: "faults: [ { crash: bank, at: 300ms, restart-at: 400ms } ]",
		},
	),
	"an amount that is set, and one that is added to": bank(
		"{ query: ledger, sets: x, to: 7 }, { query: ledger, adds: x, by: 2 }, { query: ledger, reads: x }",
		"[ { ann: POST /a }, { ann: POST /a, at: 400ms } ]",
		{ ledger: ", amounts: { x: 1 }" },
	),
	"a server that asks another one again": bank(
		"{ ask: other, request: POST /pay, attempts: 3 }",
		"[ { ann: POST /a } ]",
	)
		.replace("bank: { is: server }", "bank: { is: server }\n  other: { is: server }")
		.replace("bank -> ledger", "bank -> other: { rtt: 10ms }, bank -> ledger")
		.replace("routes:\n", "routes:\n  other: { POST /pay: [ { reply: 503 } ] }\n"),
};

describe("once for each key, in both worlds", () => {
	let postgres: PostgresServer;
	beforeAll(async () => {
		postgres = await startPostgres();
	}, 60_000);
	afterAll(() => postgres.stop());

	it.each(sample(Object.entries({ ...STORED, ...ELSEWHERE }), 3))("%s", PATIENCE, async (_about, text) => {
		expectAlike(await inBothWorlds(scenarioOf(text)));
	});

	it.each(sample(Object.entries(STORED), 1))("%s, in PostgreSQL", PATIENCE, async (_about, text) => {
		expectAlike(await inBothWorlds(scenarioOf(text), { databases: { ledger: postgres.url } }));
	});
});
