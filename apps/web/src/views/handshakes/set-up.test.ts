import { describe, expect, test } from "vitest";
import { shopRun } from "../../testing/text-run.ts";
import { connectionsOf } from "../connections/connection-book.ts";
import { tlsPackets } from "./packet-span.ts";
import { type SetUp, setUpOf } from "./set-up.ts";
import { answerWords, beforeRequestWords } from "./set-up-words.ts";

function setUp(link: string): SetUp {
	const run = shopRun(link);
	const [connection] = connectionsOf(run);
	if (!connection) throw new Error("no connection");
	return setUpOf(connection, tlsPackets(connection, run.trace));
}

const reasons = (link: string): readonly string[] =>
	setUp(link).trips.map(({ number, reasons: why }) => `${number} ${why.join("+")}`);

describe("the round-trips before the first answer", () => {
	test.each([
		["rtt: 100ms", ["1 TCP", "2 request"]],
		["rtt: 100ms, tls: 1.3", ["1 TCP", "2 TLS", "3 request"]],
		["rtt: 100ms, tls: 1.2", ["1 TCP", "2 TLS", "3 TLS", "4 request"]],
		["rtt: 100ms, tls: 1.2, handshake: resumed", ["1 TCP", "2 TLS", "3 request"]],
		["rtt: 100ms, tls: 1.2, dns: 30ms", ["1 address", "2 TCP", "3 TLS", "4 TLS", "5 request"]],
		["rtt: 100ms, over: http/3", ["1 QUIC", "2 request"]],
	])("over a link with %s", (link, expected) => {
		expect(reasons(link)).toEqual(expected);
	});

	test("early data goes with the handshake of its keys", () => {
		expect(reasons("rtt: 100ms, tls: 1.3, handshake: 0-rtt")).toHaveLength(2);
		expect(reasons("rtt: 100ms, over: http/3, handshake: 0-rtt")).toHaveLength(1);
	});

	test("are the same where packets tell them", () => {
		expect(reasons("rtt: 100ms, tls: 1.2, detail: packets")).toEqual(reasons("rtt: 100ms, tls: 1.2"));
	});

	test("are told in words", () => {
		const told = setUp("rtt: 100ms, tls: 1.2");
		expect(beforeRequestWords(told)).toBe("3 round-trips first");
		expect(answerWords(told)).toMatch(/^answer after \d+ ms$/);
	});
});
