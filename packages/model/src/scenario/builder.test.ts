import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { scenario } from "./builder.ts";
import { parseScenario } from "./parse.ts";

const gallery = new URL("../../../../scenarios/", import.meta.url);

const bank = scenario("The reply that never came")
	.client("phone", { timeout: "1s", retry: { attempts: 3, backoff: "100ms..2s", jitter: "full" } })
	.server("bank", { workers: 4, queue: 100 })
	.database("ledger")
	.link("phone", "bank", { rtt: "100ms", rate: "10Mbit/s" })
	.link("bank", "ledger", { rtt: "1ms" })
	.route("bank", "POST /transfers", [
		{ query: "ledger", effect: "transfer", takes: "2ms" },
		{ reply: 201, size: "200B" },
	])
	.traffic({ phone: "POST /transfers", body: '{"to":"DE89 3704","amount":100}' });

describe("a scenario written in code", () => {
	it("is the same object as its file gives", () => {
		const built = bank
			.fault({ lose: "response", on: "phone -> bank", nth: 1 })
			.expect({ effects: "exactly-once" })
			.build();
		const file = parseScenario(readFileSync(new URL("lost-reply.yaml", gallery), "utf8"));
		if (!file.ok) throw new Error("the gallery's file has problems");
		const { about: _about, ...rest } = file.value;
		expect(built).toEqual({ ok: true, value: rest });
	});

	it("takes text about it and a seed", () => {
		const built = bank.about("So it goes.").seed(7).build();
		expect(built.ok && [built.value.about, built.value.seed]).toEqual(["So it goes.", 7]);
	});

	it("shares its beginning with variants, which leave it as it was", () => {
		const lossy = bank.fault({ lose: "e1.1<" });
		const crashing = bank
			.fault({ crash: "bank", at: "1s", "restart-at": "2s" })
			.fault({ crash: "ledger", at: "3s", silent: true });
		const faults = [bank, lossy, crashing]
			.map((each) => each.build())
			.map((built) => (built.ok ? built.value.faults.length : -1));
		expect(faults).toEqual([0, 1, 2]);
	});

	it("takes every form of a line of traffic", () => {
		const built = bank
			.traffic({ phone: "POST /transfers", times: 3, every: "5ms" })
			.traffic({ phone: "POST /transfers", to: "bank", times: 3, "one-by-one": true, at: "1.5s" })
			.traffic({ phone: "POST /transfers", rate: "30/min", for: "1min", arrivals: "even", size: "1kB" })
			.build();
		expect(built.ok && built.value.traffic.length).toBe(4);
	});

	it("has the problems that its file would have, as data", () => {
		const built = scenario("T")
			.client("phone", { timeout: "1.5ns" })
			.server("bank", { workers: 0 })
			.link("phone", "bank", { rtt: "25h" })
			.build();
		expect(built.ok ? [] : built.problems.map(({ path, message }) => `${path}: ${message}`)).toEqual([
			"nodes.phone.timeout: '1.5ns' is finer than 1 ns",
			"nodes.bank.workers: '0' is not a whole number from 1 to 10000",
			"links.phone -> bank.rtt: '25h' is too large; at most 24h",
		]);
	});

	it("is checked for what the compiler can't see", () => {
		const built = bank
			.route("bank", "GET /", [{ work: "1ms" }])
			.traffic({ phone: "GET /balance" })
			.build();
		expect(built.ok ? [] : built.problems.map(({ path, message }) => `${path}: ${message}`)).toEqual([
			"routes.bank.GET /: a route ends with a reply: add - { reply: 200 }",
			"traffic.1.phone: bank has no route 'GET /balance'; there is POST /transfers, GET /",
		]);
	});

	it("is told of a link or a route that is there twice", () => {
		const built = bank
			.link("phone", "bank", { rtt: "1ms" })
			.route("bank", "POST /transfers", [{ reply: 200 }])
			.build();
		expect(built.ok ? [] : built.problems).toEqual([
			{ line: 1, column: 1, path: "links.phone -> bank", message: "'phone -> bank' is there twice" },
			{ line: 1, column: 1, path: "routes.bank.POST /transfers", message: "'POST /transfers' is there twice" },
		]);
	});
});

describe("the compiler refuses", () => {
	// Each line is right but for one mistake; that it is a mistake is what `tsc` checks.
	const refused: readonly (() => { build(): { ok: boolean } })[] = [
		// @ts-expect-error a link to a node that is not there
		() => bank.link("phone", "bnk", { rtt: "1ms" }),
		// @ts-expect-error a link from a server to a client
		() => bank.link("bank", "phone", { rtt: "1ms" }),
		// @ts-expect-error a link from a client to a database
		() => bank.link("phone", "ledger", { rtt: "1ms" }),
		// @ts-expect-error a name that another node has
		() => bank.server("phone"),
		// @ts-expect-error a duration without a unit
		() => bank.client("tablet", { timeout: "100" }),
		// @ts-expect-error a duration that is a number
		() => bank.client("tablet", { timeout: 100 }),
		// @ts-expect-error an unknown key
		() => bank.client("tablet", { timeot: "1s" }),
		// @ts-expect-error a rate in another unit
		() => bank.server("shop").link("phone", "shop", { rtt: "1ms", rate: "10Mbps" }),
		// @ts-expect-error a route of a node that is no server
		() => bank.route("phone", "GET /", [{ reply: 200 }]),
		// @ts-expect-error a request without a method
		() => bank.route("bank", "/items", [{ reply: 200 }]),
		// @ts-expect-error a query of a database that is not there
		() => bank.route("bank", "GET /", [{ query: "leger" }, { reply: 200 }]),
		// @ts-expect-error traffic of nobody
		() => bank.traffic({ nobody: "POST /transfers" }),
		// @ts-expect-error traffic with an unknown key
		() => bank.traffic({ phone: "POST /transfers", tmes: 2 }),
		// @ts-expect-error traffic without a request
		() => bank.traffic({ phone: "transfers" }),
		// @ts-expect-error a fault on a link that is not there
		() => bank.fault({ lose: "response", on: "phone -> ledger" }),
		// @ts-expect-error a crash of a client
		() => bank.fault({ crash: "phone", at: "1s" }),
		// @ts-expect-error a fault without its time
		() => bank.fault({ crash: "bank" }),
		// @ts-expect-error an expectation that is none
		() => bank.expect({ effects: "once" }),
	];

	it("eighteen mistakes, and the reader refuses them too where nobody compiled", () => {
		expect(refused).toHaveLength(18);
		for (const make of refused) expect(make().build().ok).toBe(false);
	});
});
