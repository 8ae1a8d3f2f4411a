import { describe, expect, it } from "vitest";
import { write } from "./stack.ts";
import { Playbook } from "./testing/playbook.ts";
import { transfer } from "./testing/transfer.ts";

const MSS = 1448;
/** Position before the segment of this number, counted from 0. */
const before = (segment: number): number => 1 + segment * MSS;

/** Slow start doubles from ten: so many flights for so many segments. */
function flights(segments: number): number {
	let count = 0;
	for (let sent = 0, window = 10; sent < segments; window *= 2) {
		sent += window;
		count += 1;
	}
	return count;
}

describe("sending", () => {
	it("sends ten segments at first, and two for each that is acknowledged", () => {
		const play = Playbook.open(100);
		write(play.tcp, 100 * MSS);
		expect(play.sent()).toHaveLength(10);
		play.until(200).receive({ ack: before(1) });
		expect(play.sent()).toEqual([`200: ${before(10)}+${MSS} ack 1`, `200: ${before(11)}+${MSS} ack 1`]);
		play.until(201).receive({ ack: before(3) });
		expect(play.sent()).toHaveLength(4);
		expect(play.tcp.cwnd).toBe(13);
	});

	it("never sends beyond the receiver's window", () => {
		const play = Playbook.open(100);
		play.receive({ windowBytes: 3 * MSS });
		write(play.tcp, 100 * MSS);
		expect(play.sent()).toHaveLength(3);
		play.until(200).receive({ ack: before(2), windowBytes: 3 * MSS });
		expect(play.sent()).toHaveLength(2);
	});

	it("does not widen a window that is not used: small messages leave it as it was", () => {
		const play = Playbook.open(100);
		for (let message = 1; message <= 20; message++) {
			write(play.tcp, 100);
			play.until(100 + 100 * message).receive({});
		}
		expect(play.tcp.cwnd).toBe(10);
	});

	it("sends small writes at once, or where Nagle's rule holds one at a time", () => {
		const eager = Playbook.open(100);
		const patient = Playbook.open(100, { noDelay: false });
		for (const play of [eager, patient]) for (let message = 0; message < 3; message++) write(play.tcp, 100);
		expect(eager.sent()).toHaveLength(3);
		expect(patient.sent()).toHaveLength(1);
		patient.until(200).receive({});
		expect(patient.sent()).toEqual(["200: 101+200 ack 1"]);
	});

	it("begins again from ten after a silence, and does not where that is switched off", () => {
		for (const [slowStartAfterIdle, expected] of [
			[true, 10],
			[false, 20],
		] as const) {
			const play = Playbook.open(100, { slowStartAfterIdle });
			write(play.tcp, 10 * MSS);
			play.until(200);
			for (let segment = 1; segment <= 10; segment++) play.receive({ ack: before(segment) });
			expect(play.tcp.cwnd).toBe(20);
			play.sent();
			play.until(3_200);
			write(play.tcp, 30 * MSS);
			expect(play.sent()).toHaveLength(expected);
		}
	});

	it("needs as many round-trips as slow start has flights, where nothing is lost and the link is fast", () => {
		for (const segments of [1, 5, 10, 11, 30, 31, 70, 71, 150, 151, 310, 311]) {
			const done = transfer({ rttMs: 100, requestBytes: 300, responseBytes: segments * MSS });
			// One to connect, one for the request and the first flight, one for each flight more.
			expect(done.doneMs, `${segments} segments`).toBe(100 * (1 + flights(segments)));
			expect(done.server.accounts.congestionWaits, `${segments} segments`).toBe(flights(segments) - 1);
			expect(done.server.accounts.segmentsResent).toBe(0);
		}
	});

	it("waits for no window once the link is full", () => {
		const rate = { rate: 2_000_000 };
		const done = transfer({ rttMs: 20, up: rate, down: rate, requestBytes: 300, responseBytes: 500_000 });
		// The bandwidth-delay product is 3.3 segments: ten are more than enough.
		expect(done.server.accounts.congestionWaits).toBe(0);
		const wireBytes = 500_000 + Math.ceil(500_000 / MSS) * 52;
		expect(done.doneMs).toBeGreaterThan(40 + (wireBytes * 8) / 2_000);
		expect(done.doneMs).toBeLessThan(44 + (wireBytes * 8) / 2_000);
	});

	it("leaves slow start before the queue is as long as without HyStart", () => {
		const link = { rate: 10_000_000 };
		const cubic = transfer({ rttMs: 100, up: link, down: link, requestBytes: 300, responseBytes: 2_000_000 });
		const reno = transfer({
			rttMs: 100,
			up: link,
			down: link,
			requestBytes: 300,
			responseBytes: 2_000_000,
			settings: { control: "reno" },
		});
		expect(cubic.path.down.longestQueue).toBeLessThan(250);
		expect(reno.path.down.longestQueue).toBeGreaterThan(500);
		expect(Math.abs(cubic.doneMs - reno.doneMs)).toBeLessThan(5);
	});
});
