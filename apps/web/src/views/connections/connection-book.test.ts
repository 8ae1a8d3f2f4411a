import { describe, expect, test } from "vitest";
import { shopRun } from "../../testing/text-run.ts";
import { connectionsOf } from "./connection-book.ts";
import { connectionName, keysWords, packetCountWords, spokenWords } from "./connection-words.ts";

const MS = 1e6;

describe("the connections of a run", () => {
	test("tell their set-up from the asking for the address to the keys", () => {
		const [connection] = connectionsOf(shopRun("rtt: 100ms, dns: 20ms, tls: 1.2, detail: messages"));
		if (!connection) throw new Error("no connection");
		expect(connection.resolving).toEqual({ startAt: 0, endAt: 20 * MS });
		expect(connection.connecting.startAt).toBe(20 * MS);
		expect(connection.keys).toMatchObject({ tls: "1.2", handshake: "full", roundTrips: 2 });
		expect(connection.messages.map(({ direction }) => direction)).toEqual(["request", "response"]);
		expect(spokenWords(connection)).toBe("HTTP/1.1 · TLS 1.2");
		expect(connectionName(connection, true)).toBe("phone → shop");
		expect(packetCountWords(connection)).toBe("no packets kept");
	});

	test("have their packets where the link is simulated packet by packet", () => {
		const run = shopRun("rtt: 40ms, rate: 10Mbit/s, loss: 5%, detail: packets");
		const [connection] = connectionsOf(run);
		const packets = Array.from(run.trace.events()).filter((event) => event.kind === "packet");
		expect(connection?.packetSeqs).toEqual(packets.map(({ seq }) => seq));
		expect(connection?.lostPackets).toBe(packets.filter((event) => event.data.lost !== undefined).length);
	});

	test("that carry one request each are numbered, and end when they have carried it", () => {
		const run = shopRun("rtt: 10ms, keep-alive: false", "phone: GET /page, times: 3, one-by-one: true");
		const connections = connectionsOf(run);
		expect(connections.map((each) => connectionName(each, false))).toEqual([
			"phone → shop #1",
			"phone → shop #2",
			"phone → shop #3",
		]);
		expect(connections.every(({ closed }) => closed?.why === "done")).toBe(true);
		expect(keysWords(connections[0]?.keys)).toBe("no TLS");
	});
});
