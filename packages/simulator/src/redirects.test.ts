import { describe, expect, it } from "vitest";
import { played, scenarioOf, story } from "./testing/play.ts";

const shop = (routes: string, more = ""): string => `roundtrip: 1
title: T
nodes:
  phone: { is: client, timeout: 1s, retry: { attempts: 2, backoff: 100ms, jitter: none } }
  shop: { is: server }
  stock: { is: database }
links: { phone -> shop: { rtt: 100ms }, shop -> stock: { rtt: 2ms } }
routes: { shop: { ${routes} } }
traffic: [ { phone: POST /old, size: 30B } ]
${more}`;

const told = (text: string, only: RegExp): readonly string[] => story(played(scenarioOf(text)), only);

describe("a client that is sent on", () => {
	it("asks there at once, over the same connection, in an attempt of the same exchange", () => {
		const routes = "POST /old: [ { reply: 303, location: /new } ], GET /new: [ { reply: 200 } ]";
		expect(told(shop(routes), / phone |303|200/)).toEqual([
			"0 phone begun e1.1",
			"0 phone connecting e1.1",
			"100 phone connected e1.1",
			"100 phone sent e1.1> POST /old",
			"150 shop replied e1.1 303",
			"150 shop sent e1.1< 303 See Other",
			"200 phone delivered e1.1<",
			"200 phone retried e1.2",
			"200 phone sent e1.2> GET /new",
			"250 shop replied e1.2 200",
			"250 shop sent e1.2< 200 OK",
			"300 phone delivered e1.2<",
			"300 phone settled e1.2 ok, answered",
		]);
	});

	it("leaves the body out where it only reads, and keeps it where it asks the same again", () => {
		const bodies = (status: number, method: string): readonly number[] => {
			const routes = `POST /old: [ { reply: ${status}, location: /new } ], ${method} /new: [ { reply: 200 } ]`;
			const requests = [...played(scenarioOf(shop(routes))).events()].filter(
				(event) => event.kind === "sent" && event.node === "phone",
			);
			return requests.map((event) => (event.kind === "sent" ? (event.data.body?.length ?? 0) : 0));
		};
		expect(bodies(302, "GET")).toEqual([30, 0]);
		expect(bodies(307, "POST")).toEqual([30, 30]);
	});

	it("has one timeout for all of it; another try begins with what was asked first", () => {
		const routes =
			"POST /old: [ { work: 600ms }, { reply: 307, location: /new } ], POST /new: [ { work: 10s }, { reply: 200 } ]";
		expect(told(shop(routes), /begun|retried|timed-out|settled/)).toEqual([
			"0 phone begun e1.1",
			"800 phone retried e1.2",
			"1000 phone timed-out e1.2",
			"1100 phone retried e1.3",
			"1900 phone retried e1.4",
			"2100 phone timed-out e1.4",
			"2100 phone settled e1.4 unknown, timed-out",
		]);
	});

	it("gives a loop up after 20 redirects, and believes that it failed", () => {
		const routes = "POST /old: [ { reply: 303, location: /a } ], GET /a: [ { reply: 302, location: /a } ]";
		const lines = told(shop(routes).replace("timeout: 1s", "timeout: 10s"), /retried|settled/);
		expect(lines.length).toBe(21);
		expect(lines.at(-1)).toBe("2200 phone settled e1.21 failed, answered");
	});

	it("may find its way lost like any other", () => {
		const routes = "POST /old: [ { reply: 307, location: /new } ], POST /new: [ { reply: 200 } ]";
		expect(told(shop(routes, "faults: [ { lose: e1.2< } ]"), /lost|retried|settled/)).toEqual([
			"200 phone retried e1.2",
			"275 shop lost e1.2< fault at 0.5",
			"1100 phone retried e1.3",
			"1300 phone retried e1.4",
			"1400 phone settled e1.4 ok, answered",
		]);
	});

	it("is sent on over HTTP/2 and HTTP/3 too", () => {
		const routes = "POST /old: [ { reply: 303, location: /new } ], GET /new: [ { reply: 200 } ]";
		for (const over of ["tls: 1.3, over: http/2", "over: http/3"]) {
			const text = shop(routes).replace("rtt: 100ms", `rtt: 100ms, ${over}`);
			expect(told(text, /phone (sent|settled)/).map((line) => line.replace(/^\S+ /, ""))).toEqual([
				"phone sent e1.1> POST /old",
				"phone sent e1.2> GET /new",
				"phone settled e1.2 ok, answered",
			]);
		}
	});
});
