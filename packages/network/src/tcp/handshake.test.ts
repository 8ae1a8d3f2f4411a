import { describe, expect, it } from "vitest";
import { connect } from "./handshake.ts";
import { FLAGS, Playbook } from "./testing/playbook.ts";
import { transfer } from "./testing/transfer.ts";

describe("the handshake of TCP", () => {
	it("is a SYN of 60 bytes, then an acknowledgement of 52 when the SYN-ACK is here", () => {
		const play = new Playbook();
		connect(play.tcp);
		expect(play.sent()).toEqual(["0: SYN"]);
		play.until(100).receive({ flags: FLAGS.SYN | FLAGS.ACK, seq: 0, ack: 1 });
		expect(play.sent()).toEqual(["100: ack 1"]);
		expect(play.sizes).toEqual([60, 52]);
		expect(play.connected).toBe(true);
	});

	it("needs no options for time where they are off", () => {
		const play = new Playbook({ timestamps: false });
		connect(play.tcp);
		play.until(100).receive({ flags: FLAGS.SYN | FLAGS.ACK, seq: 0, ack: 1 });
		expect(play.sizes).toEqual([52, 40]);
		expect(play.tcp.mss).toBe(1460);
	});

	it("takes the timeout from its own round-trip: that and 200 ms more, in whole ticks of 4 ms", () => {
		expect(Playbook.open(10).tcp.rtoTicks * 4).toBe(212);
		// Twice the round-trip as deviation, where that is more.
		expect(Playbook.open(100).tcp.rtoTicks * 4).toBe(300);
		expect(Playbook.open(300).tcp.rtoTicks * 4).toBe(900);
	});

	it("sends the SYN again every second four times, then with doubled waits, and gives up after 131 s", () => {
		const play = new Playbook();
		connect(play.tcp);
		play.until(200_000);
		const seconds = play.sent().map((packet) => Number.parseInt(packet, 10) / 1000);
		const waits = seconds.slice(1).map((second, at) => second - (seconds[at] ?? 0));
		const expected = [1, 1, 1, 1, 1, 2, 4, 8, 16, 32];
		expect(waits).toHaveLength(expected.length);
		for (const [at, wait] of waits.entries()) {
			// The wheel of timers is up to an eighth late and never early.
			expect(wait).toBeGreaterThanOrEqual((expected[at] ?? 0) - 0.001);
			expect(wait).toBeLessThan((expected[at] ?? 0) * 1.13 + 0.04);
		}
		expect(play.closed).toEqual(["timeout"]);
	});

	it("begins with a window of one segment where the SYN was lost twice", () => {
		const play = new Playbook();
		connect(play.tcp);
		play.until(2_500).receive({ flags: FLAGS.SYN | FLAGS.ACK, seq: 0, ack: 1, echoMs: 2_000 });
		expect(play.tcp.cwnd).toBe(1);
	});

	it("begins with ten after all where the answer is to the first SYN", () => {
		const play = new Playbook();
		play.until(5);
		connect(play.tcp);
		play.until(2_500).receive({ flags: FLAGS.SYN | FLAGS.ACK, seq: 0, ack: 1, echoMs: 5 });
		expect(play.tcp.cwnd).toBe(10);
	});

	it("begins with one segment at the server's end too, if its timer has sent a second SYN-ACK and a second SYN a third", () => {
		// Which of the two comes first is up to where the hosts' ticks stand.
		const windows = Array.from({ length: 40 }, (_, at) => {
			const seen = { window: 0, resends: 0 };
			transfer({
				rttMs: 80,
				requestBytes: 1,
				responseBytes: 1,
				seed: at,
				down: { loss: { kind: "packets", indices: [0] } },
				watch: (_client, server) => {
					if (server.state !== "open" || seen.window > 0) return;
					seen.window = server.cwnd;
					seen.resends = server.accounts.handshakeResends;
				},
			});
			return `${seen.resends}: ${seen.window}`;
		});
		expect([...new Set(windows)].sort()).toEqual(["1: 10", "2: 1"]);
	});

	it("costs one round-trip, and ends with a refusal where nobody listens", () => {
		const plain = { rttMs: 80, requestBytes: 100, responseBytes: 100 };
		expect(transfer(plain).connectedMs).toBe(80);
		const refused = transfer({ ...plain, listening: "refuses" });
		expect(refused.clientClosed).toBe("refused");
		expect(refused.endMs).toBe(80);
	});

	it("ends with a timeout in a black hole", () => {
		const lost = transfer({ rttMs: 80, requestBytes: 1, responseBytes: 1, listening: "silent" });
		expect(lost.clientClosed).toBe("timeout");
		expect(lost.endMs).toBeGreaterThan(131_000);
		expect(lost.endMs).toBeLessThan(149_000);
	});

	it("survives a lost SYN, SYN-ACK or acknowledgement", () => {
		const plain = { rttMs: 80, requestBytes: 100, responseBytes: 100 };
		const drop = (...indices: number[]) => ({ loss: { kind: "packets" as const, indices } });
		const syn = transfer({ ...plain, up: drop(0) });
		const synAck = transfer({ ...plain, down: drop(0) });
		const ack = transfer({ ...plain, up: drop(1) });
		for (const late of [syn, synAck]) {
			expect(late.doneMs).toBeGreaterThan(1_160);
			expect(late.doneMs).toBeLessThan(1_300);
		}
		// The request carries the same acknowledgement.
		expect(ack.doneMs).toBe(160);
		for (const done of [syn, synAck, ack]) expect(done.clientRead).toBe(100);
	});
});
