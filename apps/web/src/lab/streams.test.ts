import { NS_PER_MS } from "@roundtrip/model";
import { expect, test } from "vitest";
import { streamRun } from "../testing/stream-run.ts";
import { runOf } from "../views/fixture.ts";
import { streamsOf } from "./streams.ts";

test("a stream is open from the sending of its head until the client leaves it", () => {
	const [stream] = streamsOf(streamRun());
	expect(stream).toMatchObject({
		...{ call: "e1.1", link: "reader -> paper", client: "reader", server: "paper" },
		...{ fromAt: 90 * NS_PER_MS, toAt: 730 * NS_PER_MS },
	});
	expect(stream?.items.map(({ message }) => message)).toEqual(["e1.1<1", "e1.1<2"]);
});

test("it ends where the server's end has come", () => {
	const [stream] = streamsOf(streamRun("websocket"));
	expect(stream?.toAt).toBe(361 * NS_PER_MS);
	expect(stream?.items.map(({ direction }) => direction)).toEqual(["request", "response", "request", "response"]);
});

test("one request with one answer is none", () => {
	expect(streamsOf(runOf())).toEqual([]);
});
