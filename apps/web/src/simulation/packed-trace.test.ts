import { createHash } from "node:crypto";
import { traceLines } from "@roundtrip/model";
import { expect, it } from "vitest";
import { galleryRun } from "../testing/gallery-run.ts";
import { packTrace, unpackTrace } from "./packed-trace.ts";

it("a trace that goes from one thread to the other stays the same, and its hash is that of its lines", async () => {
	const { trace } = galleryRun("lost-reply");
	const packed = await packTrace(trace);
	const unpacked = await unpackTrace(packed, async () => {});
	expect(unpacked.header).toEqual(trace.header);
	expect(Array.from(unpacked.events())).toEqual(Array.from(trace.events()));
	const hash = createHash("sha256").update(Array.from(traceLines(trace)).join(""));
	expect(packed.sha256).toBe(hash.digest("hex"));
});
