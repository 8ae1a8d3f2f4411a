import { describe, expect, it } from "vitest";
import { parseScenario } from "./parse.ts";
import { printProblem } from "./problem.ts";

const GOOD = `roundtrip: 1
title: T
nodes:
  phone: { is: client, timeout: 1s }
  bank: { is: server, workers: 2 }
  ledger: { is: database }
links:
  phone -> bank: { rtt: 100ms }
  bank -> ledger: { rtt: 1ms }
routes:
  bank:
    POST /transfers: [{ query: ledger, effect: transfer }, { reply: 201 }]
traffic:
  - phone: POST /transfers
faults:
  - { lose: response, on: phone -> bank, nth: 1 }
expect:
  - effects: exactly-once
`;

/** What stands in the good file, the mistake in its place, and all that the reader says of it. */
type Mistake = readonly [good: string, bad: string, ...says: string[]];

const MISTAKES: Readonly<Record<string, readonly Mistake[]>> = {
	"the file itself": [
		["traffic:\n  - phone: POST /transfers\n", "", "1:1: 'traffic' is missing"],
		["roundtrip: 1\n", "", "1:1: 'roundtrip' is missing; add roundtrip: 1"],
		["title: T\n", "", "1:1: 'title' is missing"],
		["title: T", "title: Lost: the reply", "2:8: text with a colon in it needs quotes around it"],
		["title: T", "title: T\ntitle: U", "3:1: 'title' is there twice"],
		["  phone: {", "\tphone: {", "4:1: indent with spaces, not with tabs"],
		["nodes:", "nodes", "3:1: is a colon missing at the end of this line?"],
		["title: T", "title: 'T", "2:8: the closing ' is missing"],
		["title: T", "title: *x", "2:8: *x stands for nothing; text that begins with * needs quotes"],
		["title: T", "title: !x T", "2:8: text that begins with ! needs quotes around it"],
		["  phone: {", "  __proto__: {", "4:3: '__proto__' can't be a name"],
		["title: T", "title: T\n---\na: b", "3:1: a file holds one scenario: remove the --- or ... and what comes after"],
		["nodes:\n", "nodes:\n  - phone\n", "5:1: this key stands at another column than the keys above it"],
		["title: T", "title: [a", "3:1: the closing ] is missing, or stands too far left"],
		["  ledger: { is: database }", "  ledger: { is: database", "7:1: the closing } is missing, or stands too far left"],
		[
			"  ledger: { is: database }",
			" ledger: { is: database }",
			"6:1: this key stands at another column than the keys above it",
		],
		["is: client, timeout: 1s", "is: client timeout: 1s", "4:16: a comma is missing between two entries"],
		["title: T", "title: T\n? [a]\n: b", "3:3: a key is a word, and no more"],
		["title: T", "%YAML 1.1\n---\ntitle: T", "2:1: Plain value cannot start with directive indicator character %"],
		[
			"roundtrip: 1",
			"roundtrip: 2",
			"1:12: roundtrip: this program reads format version 1; begin the file with roundtrip: 1",
		],
		["title: T", "title: 2024", "2:8: title: '2024' is not text; put it in quotes"],
		[
			"title: T",
			"title: T\nauthor: me",
			"3:1: author: unknown key 'author'; there is roundtrip, title, about, seed, types, nodes, links, routes, traffic, faults, expect",
		],
		["title: T", "title: T\nseed: -1", "3:7: seed: '-1' is not a whole number from 0 to 9007199254740991"],
		[
			"title: T",
			"title: T\n<<: { a: b }",
			"3:1: <<: unknown key '<<'; there is roundtrip, title, about, seed, types, nodes, links, routes, traffic, faults, expect",
		],
		["roundtrip: 1", "roundtrip: 1\nroute: {}", "2:1: route: unknown key 'route'; did you mean 'routes'?"],
	],
	nodes: [
		["timeout: 1s", "timeot: 1s", "4:24: nodes.phone.timeot: unknown key 'timeot'; did you mean 'timeout'?"],
		[
			"timeout: 1s",
			"timeout: 1",
			"4:33: nodes.phone.timeout: '1' is not a duration; write it with its unit, like 100ms or 1.5s",
		],
		[
			"timeout: 1s",
			"timeout: 1sec",
			"4:33: nodes.phone.timeout: unknown unit 'sec'; the units of a duration are ns, us, ms, s, min, h",
		],
		[
			"timeout: 1s",
			"timeout: '-1s'",
			"4:33: nodes.phone.timeout: '-1s' is not a duration; write it like 100ms or 1.5s",
		],
		["timeout: 1s", "timeout: 999999999h", "4:33: nodes.phone.timeout: '999999999h' is too large; at most 24h"],
		[
			"timeout: 1s",
			"timeout: [1s]",
			"4:33: nodes.phone.timeout: a list is not a duration; write it with its unit, like 100ms or 1.5s",
		],
		[
			"timeout: 1s",
			"timeout: ",
			"4:34: nodes.phone.timeout: an empty value is not a duration; write it with its unit, like 100ms or 1.5s",
		],
		["timeout: 1s", "timeout: 1.5ns", "4:33: nodes.phone.timeout: '1.5ns' is finer than 1 ns"],
		["timeout: 1s", "retry: 3", "4:31: nodes.phone.retry: '3' is not a map with the keys attempts, backoff, jitter"],
		[
			"timeout: 1s",
			"retry: { attempts: 0 }",
			"4:43: nodes.phone.retry.attempts: '0' is not a whole number from 1 to 100",
		],
		[
			"timeout: 1s",
			"retry: { attempts: 101, backof: 1s }",
			"4:43: nodes.phone.retry.attempts: '101' is not a whole number from 1 to 100",
			"4:48: nodes.phone.retry.backof: unknown key 'backof'; did you mean 'backoff'?",
		],
		[
			"timeout: 1s",
			"retry: { backoff: 2s..1s }",
			"4:42: nodes.phone.retry.backoff: write the shorter wait first, like 100ms..2s",
		],
		[
			"timeout: 1s",
			"retry: { backoff: 3 }",
			"4:42: nodes.phone.retry.backoff: '3' is not a backoff; write it like 100ms..2s",
		],
		["timeout: 1s", "retry: { jitter: half }", "4:41: nodes.phone.retry.jitter: 'half' should be none or full"],
		["is: client", "is: cleint", "4:16: nodes.phone.is: 'cleint' is not a node; did you mean 'client'?"],
		["is: client, ", "", "4:3: nodes.phone: say what it is: is: client, cache, balancer, server, database"],
		[
			"is: client",
			"is: 5",
			"4:16: nodes.phone.is: '5' is not a node; there is client, cache, balancer, server, database",
		],
		[
			"phone: { is: client, timeout: 1s }",
			"phone: client",
			"4:10: nodes.phone: 'client' is not a node; write it like phone: { is: client, timeout: 1s, retry: { attempts: 3, backoff: 100ms..2s, jitter: full } }",
		],
		[
			"phone: { is: client, timeout: 1s }",
			"phone: {}",
			"4:10: nodes.phone: an empty map is not a node; write it like phone: { is: client, timeout: 1s, retry: { attempts: 3, backoff: 100ms..2s, jitter: full } }",
		],
		[
			"phone: { is: client, timeout: 1s }",
			"phone:",
			"4:9: nodes.phone: an empty value is not a node; write it like phone: { is: client, timeout: 1s, retry: { attempts: 3, backoff: 100ms..2s, jitter: full } }",
		],
		["  phone: {", "  9phone: {", "4:3: nodes.9phone: a name is a letter, then up to 31 letters, digits, - or _"],
		["workers: 2", "workers: many", "5:32: nodes.bank.workers: 'many' is not a whole number from 1 to 10000"],
		["workers: 2", "workers: 0", "5:32: nodes.bank.workers: '0' is not a whole number from 1 to 10000"],
		["workers: 2", "workers: 2.5", "5:32: nodes.bank.workers: '2.5' is not a whole number from 1 to 10000"],
		["workers: 2", "worker: 2", "5:23: nodes.bank.worker: unknown key 'worker'; did you mean 'workers'?"],
		[
			"  phone: { is: client",
			"  times: { is: client",
			"4:3: nodes.times: 'times' is a word of traffic: give the client another name",
			"8:3: links.phone -> bank: no node 'phone'; there is times, bank, ledger",
			"14:5: traffic.0.phone: no client 'phone'; there is times",
		],
		[
			"is: client, timeout: 1s",
			"is:client, timeout: 1s",
			"4:3: nodes.phone: say what it is: is: client, cache, balancer, server, database",
		],
		[
			"timeout: 1s",
			"timeout: 5µs",
			"4:33: nodes.phone.timeout: unknown unit 'µs'; the units of a duration are ns, us, ms, s, min, h",
		],
	],
	links: [
		[
			"rtt: 100ms",
			"rtt: 100",
			"8:25: links.phone -> bank.rtt: '100' is not a duration; write it with its unit, like 100ms or 1.5s",
		],
		["rtt: 100ms", "", "8:3: links.phone -> bank: 'rtt' is missing"],
		[
			"{ rtt: 100ms }",
			"100ms",
			"8:18: links.phone -> bank: '100ms' is not a map with the keys rtt, rate, rate-up, jitter, loss, loss-burst and others",
		],
		[
			"rtt: 100ms",
			"rtt: 100ms, rate: 10Mbps",
			"8:38: links.phone -> bank.rate: unknown unit 'Mbps'; the units of a rate are bit/s, kbit/s, Mbit/s, Gbit/s",
		],
		[
			"rtt: 100ms",
			"rtt: 100ms, rate: 0bit/s",
			"8:38: links.phone -> bank.rate: a rate above 0; leave it out where sending takes no time",
		],
		[
			"rtt: 100ms",
			"rtt: 100ms, over: spdy",
			"8:38: links.phone -> bank.over: 'spdy' should be http/1.1, http/2 or http/3",
		],
		["rtt: 100ms", "rtt: 100ms, tls: 1.1", "8:37: links.phone -> bank.tls: '1.1' should be 1.2 or 1.3"],
		[
			"rtt: 100ms",
			"rtt: 100ms, loss: 1",
			"8:38: links.phone -> bank.loss: '1' is not a share; write it with its unit, like 1% or 0.05%",
		],
		["rtt: 100ms", "rtt: 100ms, loss: 101%", "8:38: links.phone -> bank.loss: '101%' is too large; at most 100%"],
		[
			"rtt: 100ms",
			"rtt: 100ms, loss-burst: 4",
			"8:44: links.phone -> bank.loss-burst: bursts of what? Say how much is lost too, like loss: 1%",
		],
		[
			"rtt: 100ms",
			"rtt: 100ms, handshake: resumed",
			"8:43: links.phone -> bank.handshake: there is no handshake without TLS; add tls: 1.3",
		],
		[
			"rtt: 100ms",
			"rtt: 100ms, tls: 1.2, handshake: 0-rtt",
			"8:53: links.phone -> bank.handshake: 0-RTT is of TLS 1.3; write tls: 1.3, or handshake: resumed",
		],
		["rtt: 100ms", "rtt: 100ms, over: http/3, tls: 1.2", "8:51: links.phone -> bank.tls: HTTP/3 has TLS 1.3 in it"],
		[
			"rtt: 100ms",
			"rtt: 100ms, over: http/2, keep-alive: false",
			"8:58: links.phone -> bank.keep-alive: HTTP/2 and HTTP/3 have one connection for all requests; write over: http/1.1",
		],
		[
			"rtt: 100ms",
			"rtt: 100ms, windows: browser",
			"8:41: links.phone -> bank.windows: only HTTP/2 has these windows; add over: http/2",
		],
		[
			"rtt: 100ms",
			"rtt: 100ms, loss: 1%, detail: messages",
			"8:50: links.phone -> bank.detail: lost packets need detail: packets",
		],
		[
			"rtt: 100ms",
			"rtt: 100ms, keep-alive: never",
			"8:44: links.phone -> bank.keep-alive: 'never': keep-alive is true or false",
		],
		["rtt: 100ms", "rtt: 100ms, latency: 5ms", "8:32: links.phone -> bank.latency: unknown key 'latency'"],
		[
			"phone -> bank: {",
			"phone->bank: {",
			"8:3: links.phone->bank: a link is written with its two ends, like phone -> bank",
		],
		[
			"phone -> bank: {",
			"phone -> bnk: {",
			"8:3: links.phone -> bnk: no node 'bnk'; did you mean 'bank'?",
			"16:27: faults.0.on: no link 'phone -> bank'; did you mean 'phone -> bnk'?",
		],
		[
			"phone -> bank: {",
			"bank -> phone: {",
			"8:3: links.bank -> phone: a server can't ask a client: links go from a client to a server, from a server to another or to a database, and a cache or a balancer may stand between",
			"14:5: traffic.0.phone: phone has no link to a server; add phone -> SERVER: { rtt: 50ms } to the links",
			"16:27: faults.0.on: no link 'phone -> bank'; did you mean 'bank -> phone'?",
		],
		[
			"phone -> bank: {",
			"phone -> ledger: {",
			"8:3: links.phone -> ledger: a client can't ask a database: links go from a client to a server, from a server to another or to a database, and a cache or a balancer may stand between",
			"16:27: faults.0.on: no link 'phone -> bank'; there is phone -> ledger, bank -> ledger",
		],
		[
			"  phone: {",
			"  constructor: {",
			"8:3: links.phone -> bank: no node 'phone'; there is constructor, bank, ledger",
			"14:5: traffic.0.phone: no client 'phone'; there is constructor",
		],
	],
	routes: [
		[
			"  bank:\n    POST",
			"  bnk:\n    POST",
			"11:3: routes.bnk: no server 'bnk'; did you mean 'bank'?",
			"14:12: traffic.0.phone: bank has no route 'POST /transfers'",
		],
		[
			"POST /transfers: [",
			"POST transfers: [",
			"12:5: routes.bank.POST transfers: a request is a method and a path, like GET /items; methods are GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS; others are grpc Feed/List, connect Feed/List, json-rpc feed.list, graphql query feed, sse /live, websocket /chat",
		],
		[
			"POST /transfers: [",
			"FETCH /transfers: [",
			"12:5: routes.bank.FETCH /transfers: a request is a method and a path, like GET /items; methods are GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS; others are grpc Feed/List, connect Feed/List, json-rpc feed.list, graphql query feed, sse /live, websocket /chat",
		],
		[", { reply: 201 }", "", "12:5: routes.bank.POST /transfers: a route ends with a reply: add - { reply: 200 }"],
		[
			"{ query: ledger, effect: transfer }, { reply: 201 }",
			"{ reply: 201 }, { reply: 202 }",
			"12:39: routes.bank.POST /transfers.1: a route has one reply",
		],
		[
			"query: ledger",
			"query: leger",
			"12:32: routes.bank.POST /transfers.0.query: no database 'leger'; did you mean 'ledger'?",
		],
		[
			"query: ledger",
			"qurey: ledger",
			"12:25: routes.bank.POST /transfers.0.qurey: 'qurey' is not a step; did you mean 'query'?",
		],
		[
			"reply: 201",
			"reply: 2010",
			"12:69: routes.bank.POST /transfers.1.reply: '2010' is not a whole number from 200 to 599",
		],
		[
			"reply: 201",
			"reply: 201, size: 20",
			"12:80: routes.bank.POST /transfers.1.size: '20' is not a size; write it with its unit, like 200B or 1.5kB",
		],
		[
			"reply: 201",
			"reply: 201, size: 2B, body: x",
			"12:60: routes.bank.POST /transfers.1: say what it carries by `size`, by `body` or by `data`: one of them",
		],
		[
			"reply: 201",
			"reply: 201, body: { a: 1 }",
			"12:80: routes.bank.POST /transfers.1.body: a map is not text; put it in quotes",
		],
		[
			"reply: 201",
			"reply: 201, takes: 1ms",
			"12:74: routes.bank.POST /transfers.1.takes: unknown key 'takes'; there is reply, location, size, body, data, headers",
		],
		[
			"[{ query: ledger, effect: transfer }, { reply: 201 }]",
			"{ reply: 201 }",
			"12:22: routes.bank.POST /transfers: this is a list of steps: put a - before each",
		],
		[
			"{ reply: 201 }",
			"reply",
			"12:60: routes.bank.POST /transfers.1: 'reply' is not a step; write it like { query: ledger, effect: transfer, takes: 2ms }",
		],
		[
			"{ reply: 201 }",
			"{}",
			"12:60: routes.bank.POST /transfers.1: an empty map is not a step; write it like { query: ledger, effect: transfer, takes: 2ms }",
		],
		[
			"effect: transfer",
			"takes: soon",
			"12:47: routes.bank.POST /transfers.0.takes: 'soon' is not a duration; write it like 100ms or 1.5s",
		],
		[
			"effect: transfer",
			"takes: 5",
			"12:47: routes.bank.POST /transfers.0.takes: '5' is not a duration; write 20ms, 20ms..40ms or exponential 20ms",
		],
		[
			"effect: transfer",
			"effect: two words",
			"12:48: routes.bank.POST /transfers.0.effect: a name is a letter, then up to 31 letters, digits, - or _",
		],
	],
	traffic: [
		[
			"phone: POST /transfers",
			"phne: POST /transfers",
			"14:5: traffic.0.phne: no client 'phne'; did you mean 'phone'?",
		],
		[
			"phone: POST /transfers",
			"phone: POST /transfer",
			"14:12: traffic.0.phone: bank has no route 'POST /transfer'; did you mean 'POST /transfers'?",
		],
		[
			"phone: POST /transfers",
			"phone: transfers",
			"14:12: traffic.0.phone: 'transfers' is not a request; write it like GET /items",
		],
		["phone: POST /transfers", "{ tmes: 5 }", "14:7: traffic.0.tmes: unknown key 'tmes'; did you mean 'times'?"],
		["phone: POST /transfers", "{ times: 5 }", "14:5: traffic.0: say who asks, like phone: GET /items"],
		[
			"phone: POST /transfers",
			"{ phone: POST /transfers, tmes: 5 }",
			"14:31: traffic.0.tmes: unknown key 'tmes'; did you mean 'times'?",
		],
		[
			"phone: POST /transfers",
			"{ phone: POST /transfers, bank: GET / }",
			"14:31: traffic.0.bank: one line of traffic has one client; begin another line",
		],
		[
			"phone: POST /transfers",
			"{ phone: POST /transfers, rate: 10/s }",
			"14:5: traffic.0: a rate needs its duration: add `for`, like for: 10s",
		],
		[
			"phone: POST /transfers",
			"{ phone: POST /transfers, for: 10s }",
			"14:36: traffic.0.for: `for` belongs to a `rate`; with `times` the number says when it ends",
		],
		[
			"phone: POST /transfers",
			"{ phone: POST /transfers, rate: 10/s, for: 1s, times: 3 }",
			"14:59: traffic.0.times: either `times` or `rate`, not both",
		],
		[
			"phone: POST /transfers",
			"{ phone: POST /transfers, rate: 0/s, for: 1s }",
			"14:37: traffic.0.rate: a rate above 0, or leave the line out",
		],
		[
			"phone: POST /transfers",
			"{ phone: POST /transfers, rate: 100000/s, for: 1h }",
			"13:1: traffic: about 360113852 exchanges; a run has at most 100000: shorten `for`, or lower `rate` or `times`",
		],
		[
			"phone: POST /transfers",
			"{ phone: POST /transfers, to: bnk }",
			"14:35: traffic.0.to: phone has no link to 'bnk'; did you mean 'bank'?",
		],
		[
			"phone: POST /transfers",
			"{ phone: POST /transfers, one-by-one: yes }",
			"14:43: traffic.0.one-by-one: one-by-one is true or false",
		],
		[
			"phone: POST /transfers",
			"phone",
			"14:5: traffic.0: 'phone' is not a line of traffic; write it like phone: GET /items",
		],
		[
			"traffic:\n  - phone: POST /transfers",
			"traffic:\n  phone: POST /transfers",
			"14:3: traffic: this is a list of lines of traffic: put a - before each",
		],
		["phone: POST /transfers", "ledger: POST /transfers", "14:5: traffic.0.ledger: no client 'ledger'; there is phone"],
		["- phone: POST /transfers", "- idle: POST /transfers\n", "14:5: traffic.0.idle: no client 'idle'; there is phone"],
	],
	faults: [
		["lose: response", "loose: response", "16:7: faults.0.loose: 'loose' is not a fault; did you mean 'lose'?"],
		[
			"lose: response",
			"lose: reply",
			"16:13: faults.0.lose: write request, response, or the name of a message such as e1.1<",
		],
		[
			"on: phone -> bank",
			"on: phone -> bnk",
			"16:27: faults.0.on: no link 'phone -> bnk'; did you mean 'phone -> bank'?",
		],
		["on: phone -> bank, ", "", "16:5: faults.0: say which link with `on`, like on: phone -> bank"],
		["nth: 1", "nth: 0", "16:47: faults.0.nth: '0' is not a whole number from 1 to 100000"],
		["nth: 1", "nth: first", "16:47: faults.0.nth: nth is a whole number from 1, or all"],
		["nth: 1", "nht: 1", "16:42: faults.0.nht: unknown key 'nht'; did you mean 'nth'?"],
		[
			"lose: response, on: phone -> bank, nth: 1",
			"lose: e1.1<, on: phone -> bank",
			"16:5: faults.0: a message given by its name needs no `on`",
		],
		[
			"lose: response, on: phone -> bank, nth: 1",
			"crash: phone, at: 1s",
			"16:14: faults.0.crash: no server or database 'phone'; there is bank, ledger",
		],
		[
			"lose: response, on: phone -> bank, nth: 1",
			"crash: bank",
			"16:5: faults.0: say when it dies: at: 150ms, or at a point: when: received, of: e1.1",
		],
		[
			"lose: response, on: phone -> bank, nth: 1",
			"crash: bank, at: 1s, restart-at: 1s",
			"16:40: faults.0.restart-at: `restart-at` must be later than `at`",
		],
		[
			"lose: response, on: phone -> bank, nth: 1",
			"delay: response, on: phone -> bank",
			"16:5: faults.0: 'by' is missing",
		],
		[
			"lose: response, on: phone -> bank, nth: 1 }",
			"crash: bank, at: 1s }\n  - { crash: bank, at: 2s }",
			"17:24: faults.1.at: bank is down from 1s on already; a node dies once at a time",
		],
		[
			"lose: response, on: phone -> bank, nth: 1 }",
			"crash: bank, at: 2s, restart-at: 3s }\n  - { crash: bank, at: 1s, restart-at: 2500ms }",
			"17:24: faults.1.at: bank is down from 2s to 3s already; a node dies once at a time",
		],
		[
			"lose: response, on: phone -> bank, nth: 1 }",
			"lose: response, on: phone -> bank, nth: 1 }\n  - { on: phone -> bank, delay: request }",
			"17:5: faults.1: 'by' is missing",
		],
		[
			"  - { lose: response",
			"  - {}\n  - { lose: response",
			"16:5: faults.0: an empty map is not a fault; write it like { lose: response, on: phone -> bank, nth: 1 }",
		],
		[
			"nth: 1 }",
			"nth: 1 }\n  - { crash: bank, at: 1s, silent: maybe }",
			"17:36: faults.1.silent: silent is true or false",
		],
	],
	expectations: [
		[
			"effects: exactly-once",
			"effects: once",
			"18:14: expect.0.effects: 'once' should be exactly-once, at-most-once or at-least-once",
		],
		[
			"effects: exactly-once",
			"efects: exactly-once",
			"18:5: expect.0.efects: 'efects' is not an expectation; did you mean 'effects'?",
		],
		[
			"effects: exactly-once",
			"answer-within: 300",
			"18:20: expect.0.answer-within: '300' is not a duration; write it with its unit, like 100ms or 1.5s",
		],
		[
			"- effects: exactly-once",
			"effects: exactly-once",
			"18:3: expect: this is a list of expectations: put a - before each",
		],
	],
};

function problemsOf(text: string): readonly string[] {
	const result = parseScenario(text);
	return result.ok ? [] : result.problems.map((problem) => printProblem(problem, "f"));
}

describe("the good file", () => {
	it("has no problem", () => {
		expect(problemsOf(GOOD)).toEqual([]);
	});
});

describe.each(Object.entries(MISTAKES))("of a mistake in %s", (_, mistakes) => {
	it.each(mistakes)("%j became %j: it says where it is and what to do", (good, bad, ...says) => {
		expect(GOOD).toContain(good);
		expect(problemsOf(GOOD.replace(good, bad))).toEqual(says.map((line) => `f:${line}`));
	});
});

describe("text that is no scenario", () => {
	it.each([
		["", "f:1:1: a scenario is a map that begins with roundtrip: 1"],
		["\n\n# nothing\n", "f:1:1: a scenario is a map that begins with roundtrip: 1"],
		["- a\n- b\n", "f:1:1: a scenario is a map that begins with roundtrip: 1"],
		["hello", "f:1:1: a scenario is a map that begins with roundtrip: 1"],
		["%YAML 1.1\n---\nroundtrip: 1\n", "f:1:1: a scenario is YAML 1.2: remove the line %YAML"],
	])("%j is told so", (text, says) => {
		expect(problemsOf(text)).toEqual([says]);
	});
});
