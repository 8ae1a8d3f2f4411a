import { describe, expect, it } from "vitest";
import { LOSS, OPEN, RECOVERY } from "./congestion/control.ts";
import { close, write } from "./stack.ts";
import { Playbook } from "./testing/playbook.ts";
import { transfer } from "./testing/transfer.ts";

const MSS = 1448;
const before = (segment: number): number => 1 + segment * MSS;

function tenOut(): Playbook {
	const play = Playbook.open(100);
	write(play.tcp, 10 * MSS);
	play.sent();
	return play;
}

describe("recovery from loss", () => {
	it("sends a segment again as soon as three later ones have arrived, and reduces the window to 0.7", () => {
		const play = tenOut().until(200);
		play.receive({ ack: 1, sacks: [before(1), before(2)] });
		play.receive({ ack: 1, sacks: [before(1), before(3)] });
		expect(play.sent()).toEqual([]);
		play.receive({ ack: 1, sacks: [before(1), before(4)] });
		expect(play.sent()).toEqual([`200: 1+${MSS} ack 1`]);
		expect(play.tcp.phase).toBe(RECOVERY);
		expect(play.tcp.ssthresh).toBe(7);
		for (let segment = 5; segment <= 10; segment++) play.receive({ ack: 1, sacks: [before(1), before(segment)] });
		play.until(300).receive({ ack: before(10) });
		expect(play.tcp.phase).toBe(OPEN);
		expect(play.tcp.cwnd).toBe(7);
	});

	it("sends new data in proportion while it recovers", () => {
		const play = tenOut();
		write(play.tcp, 20 * MSS);
		play.until(200);
		for (let segment = 2; segment <= 10; segment++) play.receive({ ack: 1, sacks: [before(1), before(segment)] });
		const sent = play.sent();
		expect(sent[0]).toBe(`200: ${before(10)}+${MSS} ack 1`);
		expect(sent.filter((packet) => packet.startsWith(`200: 1+`))).toHaveLength(1);
		// Seven under way: the copy, and new ones.
		expect(play.tcp.inFlight()).toBe(7);
	});

	it("probes a lost tail after two round-trips, and repairs it when the probe is answered", () => {
		const play = tenOut().until(200);
		play.receive({ ack: before(8) });
		play.until(800);
		const [probe] = play.sent();
		// The last segment, 2 x 100 ms and a tick or two after the last acknowledgement.
		expect(probe).toMatch(new RegExp(`^4[01]\\d: ${before(9)}\\+${MSS} ack 1$`));
	});

	it("waits for the acknowledgement that may be kept back where one segment alone is out", () => {
		const play = Playbook.open(20);
		write(play.tcp, 500);
		play.sent();
		play.until(1_000);
		// Not 2 x 20 ms, but 200 ms more; and then no later than the timeout would come.
		const [at = ""] = play.sent();
		expect(Number.parseInt(at, 10)).toBeGreaterThanOrEqual(20 + 220);
		expect(Number.parseInt(at, 10)).toBeLessThan(20 + 220 + 40);
	});

	it("times out where nothing is heard, with doubled waits, one segment at a time", () => {
		const play = tenOut().until(20_000);
		const times = play.sent().map((packet) => Number.parseInt(packet, 10) - 100);
		// A probe of the tail first, then the oldest segment after 300, 600, 1200 ... ms.
		const waits = times.slice(1).map((time, at) => time - (times[at] ?? 0));
		expect(times[0]).toBeGreaterThanOrEqual(200);
		for (const [at, wait] of waits.slice(0, 5).entries()) {
			const expected = 300 * 2 ** at;
			expect(wait).toBeGreaterThanOrEqual(expected * 0.98);
			expect(wait).toBeLessThan(expected * 1.15 + 8);
		}
		expect(play.tcp.phase).toBe(LOSS);
		expect(play.tcp.cwnd).toBe(1);
	});

	it("takes a timeout back when the echo says that the original had arrived", () => {
		const play = tenOut().until(700);
		expect(play.tcp.phase).toBe(LOSS);
		const window = play.tcp.priorCwnd;
		// All arrived long ago: the acknowledgement carries the first sending's time.
		play.receive({ ack: before(10), echoMs: 100 });
		expect(play.tcp.phase).toBe(OPEN);
		expect(play.tcp.cwnd).toBeGreaterThanOrEqual(window);
	});

	it("gives up after a quarter of an hour without an acknowledgement", () => {
		const play = tenOut().until(2_000_000);
		expect(play.closed).toEqual(["timeout"]);
	});

	it("repairs a loss in the middle within a round-trip, and one at the end later", () => {
		const link = { rate: 10_000_000 };
		const base = { rttMs: 100, up: link, requestBytes: 380, responseBytes: 14_168 };
		const lose = (packet: number) =>
			transfer({ ...base, down: { ...link, loss: { kind: "packets", indices: [packet] } } }).doneMs;
		const whole = transfer({ ...base, down: link }).doneMs;
		// Packets from the server: SYN-ACK, acknowledgement of the request, ten of data.
		expect(lose(3) - whole).toBeGreaterThan(80);
		expect(lose(3) - whole).toBeLessThan(100);
		// The last but one is known from the last one, when the reordering window is over.
		expect(lose(10) - whole).toBeGreaterThan(120);
		expect(lose(10) - whole).toBeLessThan(140);
		// Of the last one only a timer knows.
		expect(lose(11) - whole).toBeGreaterThan(390);
		expect(lose(11) - whole).toBeLessThan(460);
	});
});

describe("the receiver's window", () => {
	it("closes while nobody reads, is probed, and opens when somebody does", () => {
		const probes: number[] = [];
		const play = Playbook.open(50);
		play.receive({ windowBytes: 0 });
		write(play.tcp, 5_000);
		expect(play.sent()).toEqual([]);
		play.until(3_000);
		probes.push(...play.sent().map((packet) => Number.parseInt(packet, 10)));
		expect(probes.length).toBeGreaterThan(2);
		play.receive({ windowBytes: 65_536 });
		expect(play.sent()).toHaveLength(4);
	});

	it("is no limit for a reader that keeps up: it grows ahead of the sender", () => {
		const done = transfer({ rttMs: 100, requestBytes: 300, responseBytes: 5_000_000 });
		expect(done.server.accounts.receiveWindowWaits).toBe(0);
		expect(done.client.rcvBuffer).toBeGreaterThan(2_000_000);
	});

	it("is a limit where the buffer may not grow", () => {
		const settings = { receiveBufferBytes: 32_768, receiveBufferMaxBytes: 32_768 };
		const done = transfer({ rttMs: 100, requestBytes: 300, responseBytes: 500_000, settings });
		expect(done.clientRead).toBe(500_000);
		expect(done.server.accounts.receiveWindowWaits).toBeGreaterThan(10);
	});
});

describe("the end of a connection", () => {
	it("is a FIN each way, acknowledged", () => {
		const done = transfer({ rttMs: 40, requestBytes: 100, responseBytes: 100 });
		expect(done.clientClosed).toBe("closed");
		expect(done.serverClosed).toBe("closed");
		// Connect, request, FIN and its answer.
		expect(done.endMs).toBe(40 + 40 + 40 + 20);
	});

	it("survives lost FINs", () => {
		for (let packet = 0; packet < 9; packet++) {
			for (const way of ["up", "down"] as const) {
				const loss = { loss: { kind: "packets" as const, indices: [packet] } };
				const done = transfer({ rttMs: 40, requestBytes: 100, responseBytes: 100, [way]: loss });
				expect(done.clientClosed, `${way} ${packet}`).toBe("closed");
			}
		}
	});

	it("carries the FIN with the last data where that still waits", () => {
		const play = Playbook.open(100);
		write(play.tcp, 11 * MSS);
		close(play.tcp);
		expect(play.sent()).toHaveLength(10);
		play.until(200).receive({ ack: before(1) });
		expect(play.sent()).toEqual([`200: FIN ${before(10)}+${MSS} ack 1`]);
	});
});
