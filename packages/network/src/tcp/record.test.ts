import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createHttp1Client } from "../http/http1-client.ts";
import { small } from "../http/testing/told.ts";
import { CLIENTS, networkWith, resources, visit } from "../http/testing/visit.ts";
import type { PacketRecord } from "./packet-record.ts";

function inWords(record: PacketRecord): string {
	const flags = record.flags.filter((flag) => flag !== "ACK").join(" ");
	const data = record.length > 0 ? ` ${record.seq}+${record.length}` : "";
	const ms = record.offeredNs / 1e6;
	const ack = record.flags.includes("ACK") ? ` ack ${record.ack}` : "";
	return `${ms} ${record.from}:${flags === "" ? "" : ` ${flags}`}${data}${ack} (${record.bytes} B) cwnd ${record.cwnd}, ${record.inFlight} out`;
}

describe("records of packets", () => {
	it("tell a GET of 14 kB", () => {
		const records: PacketRecord[] = [];
		const network = networkWith(100, {}, { watchPacket: (record) => records.push(record) });
		visit(network, createHttp1Client(network), [small(14_000)]);
		expect(records.map(inWords)).toMatchInlineSnapshot(`
			[
			  "0 client: SYN (60 B) cwnd 10, 0 out",
			  "50 server: SYN ack 1 (60 B) cwnd 10, 0 out",
			  "100 client: ack 1 (52 B) cwnd 10, 0 out",
			  "100 client: PSH 1+100 ack 1 (152 B) cwnd 10, 0 out",
			  "150 server: ack 101 (52 B) cwnd 10, 0 out",
			  "150 server: 1+1448 ack 101 (1500 B) cwnd 10, 0 out",
			  "150 server: PSH 1449+1448 ack 101 (1500 B) cwnd 10, 1 out",
			  "150 server: 2897+1448 ack 101 (1500 B) cwnd 10, 2 out",
			  "150 server: PSH 4345+1448 ack 101 (1500 B) cwnd 10, 3 out",
			  "150 server: 5793+1448 ack 101 (1500 B) cwnd 10, 4 out",
			  "150 server: PSH 7241+1448 ack 101 (1500 B) cwnd 10, 5 out",
			  "150 server: 8689+1448 ack 101 (1500 B) cwnd 10, 6 out",
			  "150 server: PSH 10137+1448 ack 101 (1500 B) cwnd 10, 7 out",
			  "150 server: 11585+1448 ack 101 (1500 B) cwnd 10, 8 out",
			  "150 server: PSH 13033+1068 ack 101 (1120 B) cwnd 10, 9 out",
			  "200 client: ack 1449 (52 B) cwnd 10, 0 out",
			  "200 client: ack 2897 (52 B) cwnd 10, 0 out",
			  "200 client: ack 4345 (52 B) cwnd 10, 0 out",
			  "200 client: ack 5793 (52 B) cwnd 10, 0 out",
			  "200 client: ack 7241 (52 B) cwnd 10, 0 out",
			  "200 client: ack 8689 (52 B) cwnd 10, 0 out",
			  "200 client: ack 10137 (52 B) cwnd 10, 0 out",
			  "200 client: ack 11585 (52 B) cwnd 10, 0 out",
			  "200 client: ack 13033 (52 B) cwnd 10, 0 out",
			  "200 client: ack 14101 (52 B) cwnd 10, 0 out",
			  "200 client: FIN ack 14101 (52 B) cwnd 10, 0 out",
			  "250 server: FIN ack 102 (52 B) cwnd 20, 0 out",
			  "300 client: ack 14102 (52 B) cwnd 10, 0 out",
			]
		`);
	});

	it("say which packet is lost, by what, and which is its copy", () => {
		const records: PacketRecord[] = [];
		const network = networkWith(
			100,
			{},
			{
				down: { rate: 10_000_000, queuePackets: 6, loss: { kind: "packets", indices: [2] } },
				watchPacket: (record) => records.push(record),
			},
		);
		visit(network, createHttp1Client(network), [small(14_000)]);
		const lost = records.filter((record) => record.lost !== undefined);
		expect(lost.map((record) => record.lost)).toEqual(["chance", ...lost.slice(1).map(() => "queue")]);
		expect(lost.length).toBeGreaterThan(2);
		for (const { leavesNs, arrivesNs } of lost) expect([leavesNs, arrivesNs]).toEqual([undefined, undefined]);
		const copies = records.filter((record) => record.isResend).map(({ seq }) => seq);
		for (const { seq } of lost) expect(copies).toContain(seq);
		expect(records.some(({ from, sacks }) => from === "client" && sacks.length >= 2)).toBe(true);
		expect(records.some(({ ssthresh }) => Number.isFinite(ssthresh))).toBe(true);
	});

	it.each(Object.entries(CLIENTS))("add up to the bytes on the wire, and arrive as they left: %s", (_name, make) => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 1_000 }),
				fc.double({ min: 0, max: 0.1, noNaN: true }),
				(seed, probability) => {
					const records: PacketRecord[] = [];
					const direction = { rate: 5_000_000, loss: { kind: "random", probability } } as const;
					const network = networkWith(40, direction, { seed, watchPacket: (record) => records.push(record) });
					visit(network, make(network), resources(8, 9_000));
					for (const [from, way] of [
						["client", network.path.up],
						["server", network.path.down],
					] as const) {
						const sent = records.filter((record) => record.from === from);
						expect(sent.length).toBe(way.offeredPackets);
						expect(sent.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(way.offeredBytes);
						expect(sent.filter(({ lost }) => lost === "chance").length).toBe(way.lostPackets);
						const passed = sent.filter(({ lost }) => lost === undefined);
						for (const { offeredNs, leavesNs = 0, arrivesNs = 0 } of passed) {
							expect(leavesNs).toBeGreaterThan(offeredNs);
							expect(arrivesNs - leavesNs).toBe(20e6);
						}
					}
				},
			),
			{ seed: 21, numRuns: 25 },
		);
	});

	it("change nothing of what happens", () => {
		for (const make of Object.values(CLIENTS)) {
			const direction = { rate: 5_000_000, loss: { kind: "random", probability: 0.02 } } as const;
			const plain = networkWith(40, direction);
			const watched = networkWith(40, direction, { watchPacket: () => {} });
			const [one, other] = [
				visit(plain, make(plain), resources(8, 9_000)),
				visit(watched, make(watched), resources(8, 9_000)),
			];
			expect(other.results).toEqual(one.results);
		}
	});
});
