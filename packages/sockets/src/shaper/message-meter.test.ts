import { fc, test } from "@fast-check/vitest";
import {
	BODY_KEPT,
	type Body,
	encodeRequest,
	encodeResponse,
	filling,
	plainReply,
	plainRequest,
} from "@roundtrip/behaviour";
import { expect } from "vitest";
import { createMeter } from "./message-meter.ts";

const seed = 20_261_121;

/** A message as it travels, from the parts that a trace keeps and its filling. */
function bytesOf(head: string, body: Body): Buffer {
	return Buffer.concat([Buffer.from(head, "latin1"), Buffer.from(filling(body.size), "latin1")]);
}

function chunksOf(bytes: Buffer, cuts: readonly number[]): readonly Buffer[] {
	const places = cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b);
	return [0, ...places].map((place, index) => bytes.subarray(place, places[index] ?? bytes.length));
}

const sizes = fc.oneof(fc.nat(3_000), fc.constant(BODY_KEPT));
const cuts = fc.array(fc.nat(), { maxLength: 20 });

test.prop([sizes, cuts], { seed })("a request is read the same however its bytes are cut", (size, places) => {
	const body: Body = { size };
	const message = encodeRequest(plainRequest("POST", "/transfers", body), "bank", "e1.1");
	const meter = createMeter();
	const chunks = chunksOf(bytesOf(message.head, body), places);
	for (const chunk of chunks) {
		expect(meter.isComplete && chunk.length > 0).toBe(false);
		meter.take(chunk);
	}
	expect(meter).toMatchObject({ ...message, isComplete: true });
});

test.prop([sizes, fc.integer({ min: 200, max: 599 }), cuts], { seed })(
	"a response is read the same however its bytes are cut",
	(size, status, places) => {
		const message = encodeResponse(plainReply(status, { size }), 0);
		const meter = createMeter();
		for (const chunk of chunksOf(bytesOf(message.head, { size: message.size - message.head.length }), places))
			meter.take(chunk);
		expect(meter).toMatchObject({ ...message, isComplete: true });
	},
);

test("the answer to a HEAD says a length and has no content", () => {
	const message = encodeResponse(plainReply(200, { size: 500 }), 0, true);
	const meter = createMeter(false);
	meter.take(Buffer.from(message.head, "latin1"));
	expect(meter).toMatchObject({ ...message, isComplete: true });
});
