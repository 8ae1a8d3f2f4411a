import { gunzipSync, gzipSync } from "node:zlib";
import { fc, test } from "@fast-check/vitest";
import { dataOf, filling, jsonOf } from "@roundtrip/behaviour";
import { expect } from "vitest";
import { createGzip } from "./gzip.ts";

const gzip = createGzip();
const byNode = (octets: string): string => gzipSync(Buffer.from(octets, "latin1")).toString("latin1");

const POST = {
	Post: {
		id: { kind: "number" },
		title: { kind: "text", bytes: 40 },
		body: { kind: "text", bytes: 600 },
		isNew: { kind: "flag" },
	},
} as const;

const records = fc.nat(400).map((count) => jsonOf(dataOf(POST, { type: "Post", count })));
const fillings = fc.nat(300_000).map(filling);
const words = fc.array(fc.stringMatching(/^[a-z]{1,9}$/), { maxLength: 400 }).map((list) => list.join(" "));
const noise = fc.uint8Array({ maxLength: 5_000 }).map((bytes) => Buffer.from(bytes).toString("latin1"));

test.prop([fc.oneof(records, fillings, words, noise)], { seed: 1_952, numRuns: 300 })(
	"the bytes are those of Node's zlib",
	(octets) => {
		const made = gzip(octets);
		expect(made === byNode(octets)).toBe(true);
		expect(gunzipSync(Buffer.from(made, "latin1")).toString("latin1") === octets).toBe(true);
	},
);
