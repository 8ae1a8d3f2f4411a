import { planTraffic } from "@roundtrip/behaviour";
import { NS_PER_S } from "@roundtrip/model";
import { expect, test } from "vitest";
import { unsupported } from "./limits.ts";
import { misplaced } from "./supervisor/run-databases.ts";
import { scenarioOf } from "./testing/rehearse.ts";
import { timeLimitNs } from "./time-limit.ts";

const scenario = (traffic: string): ReturnType<typeof scenarioOf> =>
	scenarioOf(`
nodes: { phone: { is: client, timeout: 10s, retry: { attempts: 3, backoff: 1s } }, bank: { is: server, timeout: 5s } }
links: { phone -> bank: { rtt: 1ms } }
routes: { bank: { GET /: [ { work: 1s..2s }, { reply: 200 } ] } }
traffic: [ ${traffic} ]`);

function limitS(traffic: string): number {
	const of = scenario(traffic);
	return timeLimitNs(of, planTraffic(of, 1)) / NS_PER_S;
}

test("the time limit is beyond the slowest run that a scenario allows", () => {
	// Three attempts of 10 s and the waits between them, and what the server may still do then.
	expect(limitS("{ phone: GET / }")).toBeGreaterThan(3 * 10 + 2 + 5);
	expect(limitS("{ phone: GET /, at: 100s }")).toBeGreaterThan(100 + 3 * 10 + 2 + 5);
	expect(limitS("{ phone: GET /, times: 100 }")).toBeGreaterThan(100 * 3 * 2);
	expect(limitS("{ phone: GET /, times: 10, one-by-one: true }")).toBeGreaterThan(10 * (3 * 10 + 2) + 5);
});

test("an ordinary scenario is supported", () => {
	const of = scenario("{ phone: GET /, rate: 100/s, for: 10s }");
	expect(unsupported(of, planTraffic(of, 1))).toBeUndefined();
});

test.each([
	["over: http/3", "HTTP/3"],
	["tls: 1.3, handshake: 0-rtt", "0-RTT"],
])("what Node can't do is said before it runs: %s", (link, what) => {
	const of = scenarioOf(`
nodes: { phone: { is: client }, bank: { is: server } }
links: { phone -> bank: { rtt: 1ms, ${link} } }
routes: { bank: { GET /: [ { reply: 200 } ] } }
traffic: [ { phone: GET / } ]`);
	expect(unsupported(of, planTraffic(of, 1))).toMatchObject({ kind: "unsupported" });
	expect(unsupported(of, planTraffic(of, 1))?.message).toContain(what);
});

test("a machine that goes dark at a point of its work is of the simulated world", () => {
	const of = scenarioOf(`
nodes: { phone: { is: client }, bank: { is: server } }
links: { phone -> bank: { rtt: 1ms } }
routes: { bank: { GET /: [ { reply: 200 } ] } }
traffic: [ { phone: GET / } ]
faults: [ { lose: e1.1>, probability: 50% }, { crash: bank, when: replying, of: e1.1, silent: true } ]`);
	const problem = unsupported(of, planTraffic(of, 1));
	expect(problem?.kind).toBe("unsupported");
	expect(problem?.message).toContain("the machine of bank");
	expect(problem?.message).toContain("fault 2, when: replying, of: e1.1");
});

const failing = (faults: string): ReturnType<typeof scenarioOf> =>
	scenarioOf(`
nodes: { phone: { is: client }, bank: { is: server }, ledger: { is: database } }
links: { phone -> bank: { rtt: 1ms }, bank -> ledger: { rtt: 1ms } }
routes: { bank: { GET /: [ { query: ledger, effect: x }, { reply: 200 } ] } }
traffic: [ { phone: GET / } ]
faults: [ ${faults} ]`);

test("a run waits for what a cut link holds up, and a cut that would take too long is said before", () => {
	const limitOf = (faults: string): number => timeLimitNs(failing(faults), planTraffic(failing(faults), 1)) / NS_PER_S;
	const cut = "{ partition: phone -> bank, at: 1s, until: 31s }";
	expect(limitOf(cut)).toBeGreaterThan(limitOf("") + 31 + 30);
	expect(unsupported(failing(cut), [])).toBeUndefined();
	const long = failing("{ flap: phone -> bank, at: 1s, until: 20min }");
	expect(unsupported(long, [])?.message).toContain("of real time");
	expect(unsupported(failing("{ throttle: phone -> bank, at: 1s, rtt: 9ms }"), [])).toBeUndefined();
});

test("a failover that loses what a PostgreSQL has committed is of the simulated world, any other is not", () => {
	const urls = { ledger: "postgres://nobody@localhost/books" };
	const problem = misplaced(failing("{ failover: ledger, at: 1s, loses: 100ms }"), urls);
	expect(problem?.kind).toBe("unsupported");
	expect(problem?.message).toContain("can't take back what a PostgreSQL has committed: ledger");
	expect(problem?.message).toContain("fault 1");
	expect(misplaced(failing("{ failover: ledger, at: 1s }"), urls)).toBeUndefined();
	expect(misplaced(failing("{ failover: ledger, at: 1s, loses: 100ms }"), {})).toBeUndefined();
});

test("how often a server comes back that runs out of memory has to be known before", () => {
	const endless = unsupported(failing("{ exhaust: bank, at: 1s, room: 2, restart-after: 1s }"), []);
	expect(endless?.kind).toBe("unsupported");
	expect(endless?.message).toContain("how often bank comes back at most (fault 1, exhaust): say `until`");
	expect(unsupported(failing("{ exhaust: bank, at: 1s, room: 2 }"), [])).toBeUndefined();
	expect(
		unsupported(failing("{ exhaust: bank, at: 1s, until: 3s, room: 2, restart-after: 100ms }"), []),
	).toBeUndefined();
	const often = unsupported(failing("{ exhaust: bank, at: 1s, until: 9s, room: 2, restart-after: 100ms }"), []);
	expect(often?.message).toContain("83 nodes and restarts are 83 processes");
});

test("what opens a WebSocket can't be damaged; what goes over other links can", () => {
	const chat = (faults: string) =>
		scenarioOf(`
nodes: { phone: { is: client }, chat: { is: server }, ledger: { is: database } }
links: { phone -> chat: { rtt: 1ms }, chat -> ledger: { rtt: 1ms } }
routes: { chat: { websocket /room: [ { send: 2, every: 1s, size: 10B } ], GET /: [ { query: ledger }, { reply: 200 } ] } }
traffic: [ { phone: GET / } ]
faults: [ ${faults} ]`);
	const struck = chat("{ corrupt: request, on: phone -> chat }");
	expect(unsupported(struck, [])?.message).toContain("what opens a WebSocket over phone -> chat (fault 1, corrupt)");
	expect(unsupported(chat("corrupt: e1.1>"), [])?.message).toContain("phone -> chat");
	expect(unsupported(chat("{ corrupt: request, on: chat -> ledger }"), [])).toBeUndefined();
});
