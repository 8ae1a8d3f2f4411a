import { describe, expect, test } from "vitest";
import { verdictsOf } from "./analysis.ts";
import { exchangesOf } from "./exchanges.ts";
import { playbook } from "./testing/playbook.ts";

const CHAT = `
roundtrip: 1
title: Messages that are kept
nodes:
  phone: { is: client, timeout: 1s, retry: { attempts: 3, backoff: 100ms..2s } }
  hub: { is: server }
  desk: { is: server }
  store: { is: database }
links:
  phone -> hub: { rtt: 100ms }
  hub -> store: { rtt: 1ms }
  hub -> desk: { rtt: 1ms }
  desk -> store: { rtt: 1ms }
routes:
  hub:
    websocket /chat:
      - { query: store, effect: visit }
      - { each: [ { query: store, effect: message }, { ask: desk, request: POST /count, times: 2 }, { send: 1 } ] }
  desk:
    POST /count: [ { query: store, effect: count }, { reply: 200 } ]
traffic:
  - { phone: websocket /chat, send: 2 }
expect: [ { effects: exactly-once } ]
`;

const OPENED = `
	0ms   phone begun     e1.1 hub websocket /chat
	0ms   phone sent      e1.1> c1 hub 182B GET /chat
	50ms  hub   delivered e1.1> c1 phone
	60ms  store committed e1.1/1 visit
	70ms  hub   replied   e1.1 101
`;
const FIRST = `
	150ms phone sent      e1.1>1 c1 hub 10B item 1
	200ms hub   delivered e1.1>1 c1 phone
	201ms store committed e1.1/2 message
	202ms store committed e1.1/3/1 count
	203ms store committed e1.1/4/1 count
`;
const SECOND = `
	250ms phone sent      e1.1>2 c1 hub 10B item 2
	300ms hub   delivered e1.1>2 c1 phone
	301ms store committed e1.1/5 message
	302ms store committed e1.1/6/1 count
	303ms store committed e1.1/7/1 count
`;
const SETTLED = `
	900ms phone settled   e1.1 ok 101 answered
`;

function judged(lines: string): readonly [string, string] {
	const [verdict] = verdictsOf(playbook(lines, CHAT));
	return [verdict?.verdict ?? "", verdict?.because ?? ""];
}

describe("the effects of a stream's items", () => {
	test("are wanted once for each item that the client has sent, those of asked servers included", () => {
		const [exchange] = exchangesOf(playbook(OPENED + FIRST + SECOND + SETTLED, CHAT));
		expect(exchange?.effects).toEqual([
			{ effect: "visit", wanted: 1, applied: 1 },
			{ effect: "message", wanted: 2, applied: 2 },
			{ effect: "count", wanted: 4, applied: 4 },
		]);
		expect(exchange?.outcome.applied).toBe(1);
		expect(judged(OPENED + FIRST + SECOND + SETTLED)[0]).toBe("pass");
	});

	test("are not wanted of items that were never sent", () => {
		const [exchange] = exchangesOf(playbook(OPENED + SETTLED, CHAT));
		expect(exchange?.effects).toEqual([{ effect: "visit", wanted: 1, applied: 1 }]);
	});

	test("are missing where an item was lost on its way", () => {
		const lost = `
			250ms phone sent      e1.1>2 c1 hub 10B item 2
			270ms phone lost      e1.1>2 c1 hub 0.5 fault 0
		`;
		expect(judged(OPENED + FIRST + lost + SETTLED)).toEqual(["fail", "exchange 1 made message lasting once"]);
	});

	test("are there too often where an item was sent again in another attempt", () => {
		const again = `
			500ms phone sent      e1.2> c2 hub 182B GET /chat
			600ms phone sent      e1.2>1 c2 hub 10B item 1
			650ms hub   delivered e1.2>1 c2 phone
			651ms store committed e1.2/2 message
		`;
		expect(judged(OPENED + FIRST + again + SETTLED)).toEqual(["fail", "exchange 1 made message lasting 2 times"]);
	});
});
