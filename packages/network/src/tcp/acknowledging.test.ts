import { describe, expect, it } from "vitest";
import { write } from "./stack.ts";
import { FLAGS, Playbook } from "./testing/playbook.ts";

const MSS = 1448;

/** Full segments arrive one after the other, a millisecond apart. */
function feed(play: Playbook, segments: number, fromMs: number): void {
	for (let segment = 0; segment < segments; segment++) {
		play.until(fromMs + segment).receive({ length: MSS });
	}
}

describe("acknowledging", () => {
	it("answers every segment at the start, and later every second one", () => {
		const play = Playbook.open(10, { receiveBufferMaxBytes: 131_072 });
		feed(play, 8, 100);
		expect(play.sent()).toHaveLength(8);
		// As long as the window grows, the sender is told of every segment; here it soon stands.
		feed(play, 800, 200);
		play.sent();
		feed(play, 200, 1_000);
		const sent = play.sent().length;
		expect(sent).toBeGreaterThanOrEqual(100);
		expect(sent).toBeLessThan(110);
	});

	it("keeps an acknowledgement back for 40 ms in a conversation, where no answer carries it", () => {
		const play = Playbook.open(10);
		play.until(100).receive({ length: 100, flags: FLAGS.ACK | FLAGS.PSH });
		expect(play.sent()).toHaveLength(1);
		write(play.tcp, 50);
		play.until(110).receive({ length: 100, flags: FLAGS.ACK | FLAGS.PSH });
		play.sent();
		play.until(400);
		const [at = ""] = play.sent();
		expect(Number.parseInt(at, 10)).toBeGreaterThanOrEqual(150);
		expect(Number.parseInt(at, 10)).toBeLessThan(158);
	});

	it("lets the answer carry it in a conversation", () => {
		const play = Playbook.open(10);
		play.until(100).receive({ length: 100, flags: FLAGS.ACK | FLAGS.PSH });
		write(play.tcp, 50);
		play.sent();
		play.until(120).receive({ length: 100, flags: FLAGS.ACK | FLAGS.PSH });
		write(play.tcp, 50);
		expect(play.sent()).toEqual(["120: 51+50 ack 201"]);
	});

	it("says at once what is missing, with the newest block first", () => {
		const play = Playbook.open(10);
		const at = (segment: number): number => 1 + segment * MSS;
		play.until(100).receive({ length: MSS });
		play.receive({ seq: at(2), length: MSS });
		play.receive({ seq: at(4), length: MSS });
		play.receive({ seq: at(5), length: MSS });
		expect(play.sent()).toEqual([
			`100: ack ${at(1)}`,
			`100: ack ${at(1)} has ${at(2)}-${at(3)}`,
			`100: ack ${at(1)} has ${at(4)}-${at(5)} ${at(2)}-${at(3)}`,
			`100: ack ${at(1)} has ${at(4)}-${at(6)} ${at(2)}-${at(3)}`,
		]);
		play.receive({ seq: at(1), length: MSS });
		expect(play.sent().at(-1)).toBe(`100: ack ${at(3)} has ${at(4)}-${at(6)}`);
		play.receive({ seq: at(3), length: MSS });
		expect(play.sent().at(-1)).toBe(`100: ack ${at(6)}`);
	});

	it("reports what arrived twice (RFC 2883)", () => {
		const play = Playbook.open(10);
		play.until(100).receive({ length: MSS });
		play.sent();
		play.receive({ seq: 1, length: MSS });
		expect(play.sent()).toEqual([`100: ack ${1 + MSS} has 1-${1 + MSS}`]);
	});

	it("gathers the acknowledgements of a long disorder for a millisecond at most", () => {
		const play = Playbook.open(100);
		play.until(200).receive({ length: MSS });
		// A conversation: not every segment is answered at once.
		write(play.tcp, 50);
		play.sent();
		for (let segment = 0; segment < 20; segment++) play.receive({ seq: 1 + (2 + segment) * MSS, length: MSS });
		expect(play.sent()).toHaveLength(3);
		play.until(202);
		expect(play.sent()).toHaveLength(1);
	});
});
