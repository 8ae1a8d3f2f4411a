import { once } from "node:events";
import { constants, createDeflateRaw } from "node:zlib";
import { fc, test } from "@fast-check/vitest";
import { dataOf, filling, jsonOf } from "@roundtrip/behaviour";
import { expect } from "vitest";
import { createDeflate } from "./deflate.ts";

const deflate = createDeflate();

/** As ws does it: all is written, and flushed to the next byte. */
async function byNode(octets: string): Promise<string> {
	const stream = createDeflateRaw();
	const chunks: Buffer[] = [];
	stream.on("data", (chunk: Buffer) => chunks.push(chunk));
	stream.write(Buffer.from(octets, "latin1"));
	const flushed = new Promise<void>((resolve) => {
		stream.flush(constants.Z_SYNC_FLUSH, resolve);
	});
	await flushed;
	const closed = once(stream, "close");
	stream.close();
	await closed;
	return Buffer.concat(chunks).subarray(0, -4).toString("latin1");
}

const POST = {
	Post: { id: { kind: "number" }, title: { kind: "text", bytes: 40 }, body: { kind: "text", bytes: 600 } },
} as const;
const records = fc.integer({ min: 1, max: 200 }).map((count) => jsonOf(dataOf(POST, { type: "Post", count })));
const fillings = fc.integer({ min: 1, max: 200_000 }).map(filling);
const noise = fc.uint8Array({ minLength: 1, maxLength: 5_000 }).map((bytes) => Buffer.from(bytes).toString("latin1"));

test.prop([fc.oneof(records, fillings, noise)], { seed: 7_692, numRuns: 150 })(
	"the bytes of a message are those of Node's zlib",
	async (octets) => {
		expect(deflate(octets) === (await byNode(octets))).toBe(true);
	},
);
