import { type PostgresServer, startPostgres } from "@roundtrip/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keepScenario } from "../testing/kept-command.ts";
import { roundtrip } from "../testing/recorder.ts";

const PATIENCE_MS = 90_000;

const SCENARIO = `
nodes: { phone: { is: client }, bank: { is: server }, ledger: { is: database } }
links: { phone -> bank: { rtt: 2ms }, bank -> ledger: { rtt: 2ms } }
routes:
  bank:
    POST /transfers: [ { query: ledger, effect: transfer }, { reply: 201 } ]
    GET /transfers: [ { query: ledger }, { reply: 200 } ]
traffic: [ { phone: POST /transfers } ]`;

let postgres: PostgresServer;
let password = "";
beforeAll(async () => {
	postgres = await startPostgres();
	({ password } = new URL(postgres.url));
}, PATIENCE_MS);
afterAll(() => postgres.stop());

describe("--database", { timeout: PATIENCE_MS }, () => {
	it("runs on a PostgreSQL, and says so without its password", async () => {
		const at = ["--real", "--database", `ledger=${postgres.url}`];
		const { out, err, code } = await roundtrip("run", "lost-reply", ...at);
		// The transfer is there twice: that is what this scenario shows, in any database.
		expect(code).toBe(1);
		expect(out).toContain("--database ledger=postgres://postgres:PASSWORD@127.0.0.1:");
		expect(out + err).not.toContain(password);
	});

	it("keeps a scenario whose rows are in a PostgreSQL", async () => {
		const kept = await keepScenario(SCENARIO, "--database", `ledger=${postgres.url}`);
		try {
			await fetch(kept.url("bank", "/transfers"), { method: "POST" });
			expect(await (await fetch(kept.url("bank", "/transfers"))).json()).toEqual({ count: 1 });
			expect(JSON.stringify(kept.servers)).not.toContain(password);
		} finally {
			expect(await kept.interrupt()).toBe(130);
		}
	});

	it.each([
		["a database that the scenario has not", ["--real"], "nobody=", "nobody is no database of this scenario"],
		["a database that can't be reached", ["--real"], "ledger=postgres://me:secret@127.0.0.1:1/x#", "can't be used"],
		["another kind of database", ["--real"], "ledger=mysql://me:secret@host/x#", "is none of a PostgreSQL"],
		["a URL without a name", ["--real"], "", "--database is written like"],
		["the simulator", [], "ledger=", "--database needs --real"],
	])("tells what is wrong with %s, and never the URL", async (_, options, before, sentence) => {
		const { out, err, code } = await roundtrip("run", "lost-reply", ...options, "--database", before + postgres.url);
		expect(code).not.toBe(0);
		expect(err).toContain(sentence);
		expect(out + err).not.toContain(password);
		expect(out + err).not.toContain("secret");
	});
});
