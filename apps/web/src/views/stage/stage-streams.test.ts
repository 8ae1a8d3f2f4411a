import { NS_PER_MS } from "@roundtrip/model";
import { expect, test } from "vitest";
import { cursorAt } from "../../lab/cursor.ts";
import { streamRun } from "../../testing/stream-run.ts";
import { indexRun } from "./run-index.ts";
import { stageAt } from "./stage-moment.ts";
import { describeStage } from "./stage-words.ts";

const run = streamRun();
const index = indexRun(run);
const stageAtMs = (ms: number) => stageAt(index, cursorAt(run.trace, ms * NS_PER_MS));

test("a link shows that a stream is held open on it, and that it is over", () => {
	expect(stageAtMs(80).streams.get("reader -> paper")).toBeUndefined();
	expect(stageAtMs(300).streams.get("reader -> paper")).toBe(1);
	expect(stageAtMs(730).streams.get("reader -> paper")).toBeUndefined();
});

test("who has a stream waits for nothing", () => {
	expect(stageAtMs(80).nodes.find(({ node }) => node === "reader")?.waiting?.count).toBe(1);
	expect(stageAtMs(300).nodes.find(({ node }) => node === "reader")?.waiting).toBeUndefined();
});

test("items and held connections are told in words", () => {
	const words = describeStage(stageAtMs(415), index.lingerNs);
	expect(words.messages.map((each) => each.words)).toEqual([
		"item 1 of the response, 58 B, from paper to reader: 50 % of the way",
	]);
	expect(words.links.map((each) => each.words)).toEqual(["reader -> paper: 1 connection open, 1 stream held open"]);
});
