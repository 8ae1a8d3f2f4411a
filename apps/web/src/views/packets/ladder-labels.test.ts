import { expect, test } from "vitest";
import { placeLabels } from "./ladder-labels.ts";
import type { PacketLine } from "./packet-line.ts";

const packet = (seq: number, at: number, more: Partial<PacketLine> = {}): PacketLine => ({
	...{ seq, at, endAt: at + 10, reach: 1, fromClient: false, kind: "data" },
	data: { to: "phone", flags: "ACK", seq: 1, length: 100, size: 152, ack: 1, cwnd: 10, inFlight: 1 },
	...more,
});

test("words thin out instead of overlapping, and losses have theirs first", () => {
	const lost = packet(2, 4);
	const lines = [
		packet(1, 0),
		{ ...lost, data: { ...lost.data, lost: "chance" as const } },
		packet(3, 8),
		packet(4, 40),
	];
	const labels = placeLabels(lines, ({ at }) => at);
	expect(labels.map(({ line }) => line.seq)).toEqual([2, 4]);
});

test("each side has its own column of words", () => {
	const labels = placeLabels([packet(1, 0), packet(2, 1, { fromClient: true })], ({ at }) => at);
	expect(labels).toHaveLength(2);
});
