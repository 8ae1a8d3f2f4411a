import { describe, expect, test } from "vitest";
import { type Handshake, placeOfHandshake } from "./handshake.ts";

const handshake = (ended: Handshake["ended"]): Handshake => ({
	what: "connect",
	link: "phone -> bank",
	startAt: 100,
	startSeq: 1,
	endAt: 200,
	ended,
});

describe("a handshake on its way", () => {
	test("goes there in half of its time, and back in the other half", () => {
		const places = [100, 125, 150, 175].map((timeNs) => placeOfHandshake(handshake("answered"), timeNs));
		expect(places.map((place) => [place?.share, place?.way])).toEqual([
			[0, "there"],
			[0.5, "there"],
			[1, "back"],
			[0.5, "back"],
		]);
	});

	test("is nowhere before and after", () => {
		expect(placeOfHandshake(handshake("answered"), 99)).toBeUndefined();
		expect(placeOfHandshake(handshake("refused"), 200)).toBeUndefined();
	});

	test("that nobody answers ends at the far door", () => {
		expect(placeOfHandshake(handshake("unanswered"), 150)).toEqual({ share: 0.5, way: "there", goneForNs: 0 });
		expect(placeOfHandshake(handshake("unanswered"), 230)).toEqual({ share: 1, way: "there", goneForNs: 30 });
	});
});
