import type { MessageFlight } from "@roundtrip/analysis";
import { describe, expect, test } from "vitest";
import { placeOfFlight } from "./flight-place.ts";

const flight = (more: Partial<MessageFlight>): MessageFlight => ({
	message: "e1.1>",
	call: "e1.1",
	exchange: 1,
	attempt: 1,
	connection: "c1",
	direction: "request",
	from: "phone",
	to: "bank",
	link: "phone -> bank",
	sentAt: 100,
	sentSeq: 0,
	size: 200,
	summary: "POST /transfers",
	...more,
});

const at = (more: Partial<MessageFlight>, timeNs: number) => placeOfFlight(flight(more), timeNs, 1_000);

describe("a message on its way", () => {
	test("moves evenly from its sending to its arrival", () => {
		const shares = [100, 125, 150, 199].map((timeNs) => at({ deliveredAt: 200 }, timeNs)?.share);
		expect(shares).toEqual([0, 0.25, 0.5, 0.99]);
	});

	test("is nowhere before it was sent and once it has arrived", () => {
		expect(at({ deliveredAt: 200 }, 99)).toBeUndefined();
		expect(at({ deliveredAt: 200 }, 200)).toBeUndefined();
	});

	test("dies where the trace says, and stays there", () => {
		const lost = { at: 140, seq: 3, where: 0.4, why: "fault" } as const;
		expect(at({ lost }, 120)).toEqual({ share: 0.2, state: "flying", goneForNs: 0 });
		expect(at({ lost }, 140)).toEqual({ share: 0.4, state: "lost", goneForNs: 0 });
		expect(at({ lost }, 200)).toEqual({ share: 0.4, state: "lost", goneForNs: 60 });
	});

	test("that is lost at once never moves", () => {
		const lost = { at: 100, seq: 3, where: 0, why: "closed" } as const;
		expect(at({ lost }, 100)).toEqual({ share: 0, state: "lost", goneForNs: 0 });
	});

	test("stands still half way while a fault holds it up", () => {
		const delayed = { deliveredAt: 400, delayedByNs: 200 };
		expect(at(delayed, 125)?.share).toBe(0.25);
		expect(at(delayed, 150)).toMatchObject({ share: 0.5, state: "held" });
		expect(at(delayed, 349)).toMatchObject({ share: 0.5, state: "held" });
		expect(at(delayed, 375)).toMatchObject({ share: 0.75, state: "flying" });
	});

	test("that the run ended before is still under way at the end", () => {
		expect(at({}, 550)).toMatchObject({ share: 0.5, state: "flying" });
	});
});
