import { describe, expect, test } from "vitest";
import { shopRun } from "../../testing/text-run.ts";
import { connectionsOf } from "../connections/connection-book.ts";
import { type PacketLine, packetLines } from "./packet-line.ts";
import { contentWords, fateWords, labelOf } from "./packet-words.ts";
import { windowSeries } from "./window-series.ts";

function linesOf(link: string): readonly PacketLine[] {
	const run = shopRun(link);
	const [connection] = connectionsOf(run);
	return connection ? packetLines(connection, run.trace) : [];
}

describe("the packets of a connection", () => {
	test("begin with SYN, SYN ACK and the acknowledgement of it", () => {
		const [syn, synAck] = linesOf("rtt: 40ms, detail: packets");
		expect([syn, synAck].map((line) => line && labelOf(line))).toEqual(["SYN", "SYN ACK"]);
		expect([syn?.fromClient, synAck?.fromClient]).toEqual([true, false]);
		expect(syn?.kind).toBe("handshake");
	});

	test("before the keys are there belong to the handshake, after that they are data", () => {
		const lines = linesOf("rtt: 40ms, tls: 1.3, detail: packets");
		const firstData = lines.findIndex(({ kind }) => kind === "data");
		const handshake = lines.filter(({ kind, data }) => kind === "handshake" && data.length > 0);
		expect(handshake.length).toBeGreaterThan(1);
		expect(handshake[0] && labelOf(handshake[0])).toMatch(/^TLS 1–\d+$/);
		expect(lines.slice(firstData).every(({ kind }) => kind !== "handshake")).toBe(true);
	});

	test("that are lost come only a part of the way; what is sent again says so", () => {
		const lines = linesOf("rtt: 40ms, rate: 10Mbit/s, loss: 12%, detail: packets");
		const lost = lines.filter(({ data }) => data.lost === "chance");
		expect(lost.length).toBeGreaterThan(0);
		expect(lost.every(({ reach }) => reach === 0.5)).toBe(true);
		expect(lost[0] && fateWords(lost[0])).toBe("lost on the way");
		const again = lines.find(({ kind }) => kind === "again");
		expect(again && contentWords(again)).toMatch(/, again$/);
	});

	test("tell the windows of the side that sends more", () => {
		const series = windowSeries(linesOf("rtt: 40ms, rate: 10Mbit/s, detail: packets"));
		expect(series?.fromClient).toBe(false);
		expect(series?.lines[0]?.data.cwnd).toBe(10);
		expect(series?.segmentBytes).toBe(1448);
		expect(windowSeries([])).toBeUndefined();
	});
});
